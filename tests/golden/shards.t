# Tall data in shards, one process each, small partial results merged: latools-scale(7). With 4 columns the results of
# one run and of many agree to 30·4·eps = 2.7e-14.

$ awk 'BEGIN { for (i = 1; i <= 20000; i++) { x = (i * 7919) % 10007; y = (i * 104729) % 7919; z = (i * 31) % 1009
>   printf "%d.5,%d,%d,%.2f\n", x, y, z, 3 * x - 2 * y + 0.5 * z + (i % 13) / 4 } }' > big.csv
> (echo a,b,c,y; cat big.csv) > header.csv
> export PARALLEL=--will-cite

# GNU parallel cuts the file by bytes at the ends of lines; factors without names need no separation.
$ parallel --pipepart -a big.csv --block -1 lasvd --emit R | laconv --vstack | lasvd | lacmp --rtol 2.7e-14 - <(lasvd big.csv)
$ parallel --pipepart -a big.csv --block 50k lasvd --emit R | laconv --vstack | lasvd --emit R | lacmp --rtol 2.7e-14 - <(lasvd --emit R big.csv)
$ parallel --pipepart -a big.csv --block 50k lacov --partial | lacov --merge | lacmp --rtol 2.7e-14 - <(lacov big.csv)
$ parallel --pipepart -a big.csv --block 50k lacov --partial | lacov --merge --cor | lacmp --rtol 2.7e-14 - <(lacov --cor big.csv)
$ parallel --pipepart -a big.csv --block 50k lacov --partial | lacov --merge --mean | lacmp --rtol 2.7e-14 - <(lacov --mean big.csv)

# With a header every shard is given it, and an empty line ends each result.
$ parallel --header : --pipepart -a header.csv --block -1 'lacov --partial; echo' | lacov --merge > C; head -n 1 C
> lacmp --rtol 2.7e-14 C <(lacov header.csv)
,a,b,c,y
$ parallel --header : --pipepart -a header.csv --block 50k 'lasvd --emit R; echo' | laconv --vstack | lasvd --emit R > R
> head -n 1 R; lacmp --rtol 2.7e-14 R <(lasvd --emit R header.csv)
a,b,c,y
$ cat header.csv | parallel --header : --pipe --block 50k 'lacov --partial; echo' | lacov --merge | lacmp --rtol 2.7e-14 - <(lacov header.csv)

# In the order of the shards (-k) the same bytes every time.
$ for i in 1 2 3; do parallel -k --pipepart -a big.csv --block 50k lacov --partial | lacov --merge | md5sum; done | uniq | wc -l
1

# Least squares from the factor of [X y], and with an intercept from that of [1 X y].
$ laproj --coef <(laconv --cols a,b,c R) <(laconv --cols y R) | lacmp --rtol 1e-12 - <(laproj --coef <(laconv --cols a,b,c header.csv) <(laconv --cols y header.csv))
$ parallel --header : --pipepart -a header.csv --block 50k 'lacov --partial; echo' | lacov --merge --partial > R
> laproj --coef <(laconv --cols intercept,a,b,c R) <(laconv --cols y R) > c; cut -d , -f 1 c | xargs
> lacmp --rtol 1e-11 c <(laproj --coef --intercept <(laconv --cols a,b,c header.csv) <(laconv --cols y header.csv))
intercept a b c

# Files of one shard each, as a scheduler leaves them; a merge of merges.
$ split -n l/5 big.csv shard.; for s in shard.a?; do lacov --partial -o part.$s $s; done
> lacov --merge part.shard.a? | lacmp --rtol 2.7e-14 - <(lacov big.csv)
$ (lacov --merge --partial part.shard.a[ab]; lacov --merge --partial part.shard.a[cde]) | lacov --merge | lacmp --rtol 2.7e-14 - <(lacov big.csv)

# Hadoop Streaming ends every line with a tab.
$ split -n l/4 --filter 'lacov --partial | sed "s/$/\t/"' big.csv | tr -d '\t' | lacov --merge | lacmp --rtol 2.7e-14 - <(lacov big.csv)

# The number of rows is in the factor: none has been lost.
$ lacov --merge --partial part.shard.a? | laconv --rows 1 --cols 1 | awk '{ printf "%d\n", $1 * $1 + 0.5 }'
20000

# What travels does not grow with the rows.
$ for n in 1000 20000; do head -n $n big.csv | lacov --partial | wc -c; done | awk '$1 > 400 { print "too much:", $1 }'

# A shard that fails stops the whole.
$ (head -n 15000 big.csv; echo 1,2,x,4; tail -n 5000 big.csv) > broken.csv; set -o pipefail
> parallel --halt now,fail=1 --pipepart -a broken.csv --block 100k lacov --partial 2> err | lacov --merge > /dev/null; echo $?
> grep -c "expected a number, found 'x'" err
3
1
