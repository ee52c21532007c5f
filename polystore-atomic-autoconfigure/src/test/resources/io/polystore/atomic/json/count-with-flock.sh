# Counts in a field of its own of a JSON document that others count in, too,
# with flock(1) on "<document>.lock".
path=$1 field=$2 times=$3
count='
	number=$(sed -n "s/^ *\"$2\": \([0-9]*\).*/\1/p" "$1")
	sed "s/^\( *\"$2\": \)[0-9]*/\1$((number + 1))/" "$1" >"$1.sh.tmp" && mv "$1.sh.tmp" "$1"'
echo ready
read -r go
acknowledged=0
while [ "$times" -gt 0 ]; do
	times=$((times - 1))
	flock "$path.lock" sh -c "$count" count "$path" "$field" && acknowledged=$((acknowledged + 1))
done
echo acknowledged "$acknowledged"
