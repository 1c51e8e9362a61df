# laexpr: the value of a matrix expression.

$ printf '1\n2\n' > y.csv; printf '5\n7\n' > z.csv
$ laexpr '3*y - z' y=y.csv z=z.csv
-2
-1
$ laexpr '3*y - z' y=y.csv < z.csv
-2
-1
$ laexpr 'A*y' 'A:=[1 2; 3 4]' y=y.csv
5
11
