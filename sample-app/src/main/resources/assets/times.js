const local = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'medium'});

/** Times in the reader's own zone; the service knows only its own. */
for (const time of document.querySelectorAll('time')) {
	time.title = time.textContent;
	time.textContent = local.format(new Date(time.dateTime));
}
