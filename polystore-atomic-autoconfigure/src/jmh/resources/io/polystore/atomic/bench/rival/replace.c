/*
 * Replaces a file with the system calls that an atomic replace needs, and no others.
 *
 * Reads lines "durable size operations", answers each with the nanoseconds that every
 * operation took.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void check(int failed, const char *what)
{
	if (failed) {
		perror(what);
		exit(1);
	}
}

static long long now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* Neither zeros nor repetitions: some disks are quicker, or slower, with those. */
static void fill(char *content, size_t size)
{
	unsigned state = 1;
	for (size_t i = 0; i < size; i++) {
		state = state * 1103515245u + 12345u;
		content[i] = (char) (state >> 16);
	}
}

static void write_fully(int file, const char *content, size_t size)
{
	while (size > 0) {
		ssize_t written = write(file, content, size);
		check(written < 0, "write");
		content += written;
		size -= (size_t) written;
	}
}

static void replace(int durable, const char *content, size_t size)
{
	int file = open("document.tmp", O_CREAT | O_EXCL | O_WRONLY, 0666);
	check(file < 0, "open");
	write_fully(file, content, size);
	check(durable && fsync(file), "fsync");
	check(close(file), "close");
	check(rename("document.tmp", "document"), "rename");
	if (durable) {
		int directory = open(".", O_RDONLY | O_DIRECTORY);
		check(directory < 0, "open directory");
		check(fsync(directory), "fsync directory");
		close(directory);
	}
}

int main(int count, char **arguments)
{
	int durable;
	int operations;
	size_t size;
	check(count != 2 || chdir(arguments[1]), "chdir");
	while (scanf("%d %zu %d", &durable, &size, &operations) == 3) {
		char *content = malloc(size);
		check(content == NULL, "malloc");
		fill(content, size);
		for (int i = 0; i < operations; i++) {
			long long start = now();
			replace(durable, content, size);
			printf("%s%lld", (i == 0) ? "" : " ", now() - start);
		}
		printf("\n");
		fflush(stdout);
		free(content);
	}
	return 0;
}
