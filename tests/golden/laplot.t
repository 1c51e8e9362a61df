# laplot: pictures as gnuplot scripts, or drawn by gnuplot.

$ printf '2,0\n0,1\n' > A.csv
> printf '1,2,3\n4,5,6\n' > wide.csv
> printf 'x,y\n1,1\n2,4\n3,9\n' > table.csv

# The script holds its data, sets its terminal and nothing else.
$ laplot points table.csv
reset
set terminal svg size 640,560 noenhanced font 'sans-serif,13' background '#FFFFFF'
set encoding utf8
unset key; set clip two
set title 'table.csv: 3 points'
set lmargin at screen 0.099375; set rmargin at screen 0.976875
set bmargin at screen 0.1; set tmargin at screen 0.933571
set xrange [0.8:3.2]; set yrange [0.2:9.8]
set border 0
set xtics nomirror scale 0.4 font ',11' tc rgb '#808080'
set ytics nomirror scale 0.4 font ',11' tc rgb '#808080'
set grid lc rgb '#EEEEEE' lw 1; set xzeroaxis lc rgb '#D0D0D0' lw 1; set yzeroaxis lc rgb '#D0D0D0' lw 1
set xlabel 'x  (axes not to one scale)'
set ylabel 'y'
$points << EOD
1 1
2 4
3 9
EOD
plot $points using 1:2 with points pt 7 ps 0.7 lc rgb '#0072B2'
$ laplot heat wide.csv
reset
set terminal svg size 640,426 noenhanced font 'sans-serif,13' background '#FFFFFF'
set encoding utf8
unset key; set clip two
set title 'wide.csv: 2x3'
set xrange [0.5:3.5]; set yrange [2.5:0.5]
set size ratio -1
set tics out nomirror scale 0.4 font ',11'
set xtics 1,1
set ytics 1,1
set palette defined (0 '#440154', 1 '#46327E', 2 '#365C8D', 3 '#277F8E', 4 '#1FA187', 5 '#4AC16D', 6 '#A0DA39', 7 '#FDE725')
set cbrange [1:6]; set cbtics out scale 0.4; set format cb '%g'
$cells << EOD
1 2 3
4 5 6
EOD
$numbers << EOD
1 1 1 16777215
2 1 2 16777215
3 1 3 16777215
1 2 4 0
2 2 5 0
3 2 6 0
EOD
plot $cells matrix using ($1*1+1):($2*1+1):3 with image pixels, \
     $numbers using 1:2:3:4 with labels tc rgb variable
$ laplot spy wide.csv
reset
set terminal svg size 640,426 noenhanced font 'sans-serif,13' background '#FFFFFF'
set encoding utf8
unset key; set clip two
set title 'wide.csv: 2x3, 6 nonzeros (100 %)'
set xrange [0.5:3.5]; set yrange [2.5:0.5]
set size ratio -1
set tics out nomirror scale 0.4 font ',11'
set xtics 1,1
set ytics 1,1
set palette defined (0 '#8CC0E0', 1 '#0072B2', 2 '#00304B')
unset colorbox; set cbrange [-1:0]
$cells << EOD
0 0 0
0 0 0
EOD
plot $cells matrix using ($1*1+1):($2*1+1):3 with image pixels
$ printf '4\n2\n2\n' | laplot scree
reset
set terminal svg size 640,440 noenhanced font 'sans-serif,13' background '#FFFFFF'
set encoding utf8
unset key; set clip two
set title 'the matrix: 3 values, none of them 0'
set border 11; set tics nomirror; set xrange [0.4:3.6]
set xtics 1,1
set ylabel 'value' tc rgb '#0072B2'
set y2label 'cumulative share of the sum' tc rgb '#D55E00'
set y2tics nomirror format '%g %%'; set y2range [0:108]
set yrange [0:4.32]
set xlabel 'index'
$values << EOD
1 4 50
2 2 75
3 2 100
EOD
$numbers << EOD
1 4 4
2 2 2
3 2 2
EOD
set boxwidth 0.6; plot $values using 1:2 with boxes fs solid 0.5 noborder fc rgb '#0072B2', \
     $numbers using 1:2:3 with labels offset 0,0.7 tc rgb '#0072B2', \
     $values using 1:3 axes x1y2 with linespoints pt 7 ps 0.7 lc rgb '#D55E00' lw 1.5
$ printf '1\n0\n' > line.csv; printf '2,1\n1,-2\n' | laplot project line.csv
reset
set terminal svg size 640,600 noenhanced font 'sans-serif,13' background '#FFFFFF'
set encoding utf8
unset key; set clip two
set title 'projection onto the line of line.csv'
set lmargin at screen 0.069375; set rmargin at screen 0.976875
set bmargin at screen 0.0746667; set tmargin at screen 0.938
set xrange [-1.01822:3.01822]; set yrange [-2.3:1.3]
set size ratio -1
set border 0
set xtics nomirror scale 0.4 font ',11' tc rgb '#808080'
set ytics nomirror scale 0.4 font ',11' tc rgb '#808080'
set grid lc rgb '#EEEEEE' lw 1; set xzeroaxis lc rgb '#D0D0D0' lw 1; set yzeroaxis lc rgb '#D0D0D0' lw 1
set label '1' at 2.08618,0.5 center tc rgb '#808080' front
set label '2' at 0.913822,-1 center tc rgb '#808080' front
set label '● points' at -0.517143,-2.54463 left tc rgb '#D55E00'
set label '● feet' at 0.0485714,-2.54463 left tc rgb '#0072B2'
set label '- - perpendiculars with their length' at 0.511429,-2.54463 left tc rgb '#808080'
set arrow from 2,1 to 2,0 nohead lc rgb '#808080' lw 1 dt 2 front
set arrow from 1,-2 to 1,0 nohead lc rgb '#808080' lw 1 dt 2 front
set arrow from -1.01822,0 to 3.01822,0 nohead lc rgb '#56B4E9' lw 2 front
$corner1 << EOD
2 0.0782624
1.92174 0.0782624
1.92174 0
EOD
$corner2 << EOD
1 -0.0782624
0.921738 -0.0782624
0.921738 0
EOD
$feet << EOD
2 0
1 0
EOD
$points << EOD
2 1
1 -2
EOD
plot $corner1 using 1:2 with lines lc rgb '#808080' lw 1, \
     $corner2 using 1:2 with lines lc rgb '#808080' lw 1, \
     $feet using 1:2 with points pt 7 ps 0.7 lc rgb '#0072B2', \
     $points using 1:2 with points pt 7 ps 0.9 lc rgb '#D55E00'

# The same from a pipe, by name or not, and every time; with -o and --terminal it is gnuplot that runs.
$ for kind in map form spectrum scree heat spy cov points; do laplot $kind A.csv > one; laplot $kind --title A < A.csv > two;
>   cmp <(grep -v title one) <(grep -v title two); cmp one <(laplot $kind A.csv); done
$ laplot map A.csv | gnuplot > a.svg; laplot map A.csv -o b.svg; laplot map A.csv --terminal svg | cmp a.svg; cmp a.svg b.svg
$ laplot map A.csv -o a.png; head -c 4 a.png | tail -c 3; laplot map A.csv -o a.pdf; head -c 5 a.pdf; laplot map --terminal png A.csv | cmp a.png
PNG%PDF-
\ no final newline
$ laplot map A.csv | grep -m 1 terminal; laplot map --terminal png --size 300x200 A.csv | head -c 24 | tail -c 8 | od -An -tx1
set terminal svg size 860,450 noenhanced font 'sans-serif,13' background '#FFFFFF'
 00 00 01 2c 00 00 00 c8

# Text, without a blank at the end of a line.
$ laplot points --terminal text --size 40x12 table.csv
              table.csv: 3 points

      9 +                           o
      7 +
      6 +
   y  5 +              o
      3 +
      2 +  o
           +     +     +     +      +
           1    1.5    2    2.5     3
          x  (axes not to one scale)
$ laplot heat --terminal text --size 50x14 wide.csv
                   wide.csv: 2x3
       +-----------------------------------+
       |                                   |
     1 |     1           2           3     |
       |                                   |
       |                                   |
       |                                   |
     2 |     4           5           6     |
       |                                   |
       +-----------------------------------+
             1           2           3
                   1 .:-=+*oO@ 6
$ laplot spy --terminal text testdata/real/bcsstk01.mtx | grep -c ' $'
0
[1]

# What each picture says.
$ printf '1,1\n0,1\n' > shear.csv; printf '0,-1\n1,0\n' > turn.csv; printf '1,2\n2,4\n' > singular.csv
$ for m in A shear turn singular; do laplot map $m.csv | grep -o "label '.*' at\|xlabel '.*'"; done
xlabel 'dashed: eigenlines'
label 'v₁' at
label 'v₂' at
xlabel 'area × 2'
label 'σ₁ = 2' at
label 'σ₂ = 1' at
label 'λ = 2' at
label 'λ = 1' at
xlabel 'dashed: eigenlines'
label 'v₁' at
label 'v₂' at
xlabel 'area × 1'
label 'σ₁ = 1.62' at
label 'σ₂ = 0.62' at
label 'λ = 1' at
xlabel ' '
label 'v₁' at
label 'v₂' at
xlabel 'area × 1;  no eigenline: λ = ±i'
label 'σ₁ = 1' at
label 'σ₂ = 1' at
xlabel 'dashed: eigenlines'
label 'v₁' at
label 'v₂ → 0' at
xlabel 'area × 0'
label 'σ₁ = 5' at
label 'σ₂ = 0' at
label 'λ = 5' at
label 'λ = 0' at
$ for m in '2,1 1,2' '1,1 1,1' '1,2 2,1' '-2,1 1,-2' '-1,-1 -1,-1' '0,0 0,0'; do
>   printf '%s\n%s\n' $m | laplot form | grep 'set title'; done
set title 'xᵀAx of the matrix is positive definite: a bowl'
set title 'xᵀAx of the matrix is positive semidefinite: a valley'
set title 'xᵀAx of the matrix is indefinite: a saddle'
set title 'xᵀAx of the matrix is negative definite: a dome'
set title 'xᵀAx of the matrix is negative semidefinite: a ridge'
set title 'xᵀAx of the matrix is zero'
$ laplot form shear.csv > /dev/null
2> laplot: warning: shear.csv is not symmetric: its symmetric part is drawn
$ laplot form -q --title '' shear.csv | grep title
set title ''
$ printf '1,2\n2,1\n' | laplot form --surface | grep splot
splot u*cos(v), u*sin(v), f(u*cos(v),u*sin(v)) with pm3d
$ laplot spectrum --gershgorin turn.csv | grep -A 3 'discs <<\|eigenvalues <<'
$discs << EOD
0 0 1
0 0 1
EOD
--
$eigenvalues << EOD
0 1
0 -1
EOD
$ laplot cov testdata/real/women.csv | grep -o "label '.*' at\|[xy]label '.*'"
xlabel 'height'
ylabel 'weight'
label '√λ₁ = 16.13 (100 %)' at
label '√λ₂ = 0.41 (0 %)' at
label '1σ' at
label '2σ' at
$ laplot scree --log singular.csv | grep 'title\|xlabel\|logscale\|rank'
set title 'singular.csv: 2 singular values, rank 1'
set logscale y; set format y '%.0e'
set xlabel 'index'
set label 'rank 1' at 1.5, graph 0.5 left offset 1,0
$ lasvd --steps --circle 8 A.csv | laplot steps | grep "title '\|xlabel"
set multiplot title 'x, step by step'
unset label; unset arrow; unset xlabel; unset ylabel
set title 'x'
set xlabel 'the points'
unset label; unset arrow; unset xlabel; unset ylabel
set title 'Vt*x'
set xlabel 'rotated'
unset label; unset arrow; unset xlabel; unset ylabel
set title 'S*Vt*x'
set xlabel 'stretched'
unset label; unset arrow; unset xlabel; unset ylabel
set title 'U*S*Vt*x'
set xlabel 'rotated: A*x'
$ laplot heat --log wide.csv | grep -A 2 'cells <<'
$cells << EOD
0 0.301 0.4771
0.6021 0.699 0.7782

# Names are carried, those of the table on the axes of points.
$ printf ',p,q\na,1,-2\nb,3,4\n' | laplot heat | grep tics
set tics out nomirror scale 0.4 font ',11'
set xtics ('p' 1, 'q' 2) rotate by 45 right
set ytics ('a' 1, 'b' 2)
set cbrange [-4:4]; set cbtics out scale 0.4; set format cb '%g'
$ printf 'name,p,q\na,1,2\nb,3,4\n' | laplot points | grep label
set xlabel 'p'
set ylabel 'q'
set label 'a' at 1.05702,2.02989 center tc rgb '#000000' front
set label 'b' at 3.05702,4.02989 center tc rgb '#000000' front

# Nothing in a name or title is a command, a format or markup.
$ printf '"a%%d","it'"'"'s; system(""touch pwned"")","{/Bold x}","`touch pwned`","@x $y\\n"\n1,2,3,4,5\n' > names.csv
$ laplot heat names.csv | grep xtics
set xtics ('a%%d' 1, 'it''s; system(…' 2, '{/Bold x}' 3, '`touch pwned`' 4, '@x $y\n' 5) rotate by 45 right
$ title="x'; system('touch pwned'); \`touch pwned\` @m {/Bold y} \$z %d \"q\" \\n
> set output 'pwned'"; laplot heat --title "$title" names.csv > script; grep title script; gnuplot < script > a.svg
> grep -o '<text>[^-0-9].*</text>' a.svg; laplot points --title "$title" table.csv -o b.svg; grep -o '<text>x.*' b.svg; ls pwned
set title 'x''; system(''touch pwned''); `touch pwned` @m {/Bold y} $z %d "q" \n set output ''pwned'''
<text> 1</text>
<text>a%d</text>
<text>it's; system(…</text>
<text>{/Bold x}</text>
<text>`touch pwned`</text>
<text>@x $y\n</text>
<text>x'; system('touch pwned'); `touch pwned` @m {/Bold y} $z %d "q" \n set output 'pwned'</text>
<text>x'; system('touch pwned'); `touch pwned` @m {/Bold y} $z %d "q" \n set output 'pwned'</text>
2> ls: cannot access 'pwned': No such file or directory
[2]
$ printf '\377\001\t,y\n1,2\n2,3\n' | laplot points -d , | grep xlabel
set xlabel '� '
$ cp A.csv "it's.csv"; laplot spy "it's.csv" | grep title
set title 'it''s.csv: 2x2, 2 nonzeros (50 %)'

# What is not finite is a gap where a picture has gaps.
$ printf '1,NaN\n2,Inf\n3,4\n' > gaps.csv
$ laplot heat gaps.csv | grep -A 3 'xlabel\|cells <<'
set xlabel 'blank: 2 cells not finite'
set palette defined (0 '#440154', 1 '#46327E', 2 '#365C8D', 3 '#277F8E', 4 '#1FA187', 5 '#4AC16D', 6 '#A0DA39', 7 '#FDE725')
set cbrange [1:4]; set cbtics out scale 0.4; set format cb '%g'
$cells << EOD
1 NaN
2 NaN
3 4
$ laplot points gaps.csv | grep 'xlabel\|title'
set title 'gaps.csv: 1 point'
set xlabel 'column 1  (2 rows are not finite: left out)'
$ laplot spy gaps.csv | grep -o '[0-9]* nonzeros'
6 nonzeros
$ laplot cov gaps.csv
2> laplot: gaps.csv: row 1, column 2 is NaN: finite values are needed
[4]
$ printf '1,NaN\n2,3\n' | laplot map
2> laplot: -: row 1, column 2 is NaN: finite values are needed
[4]
$ printf 'NaN,1\n' | laplot points
2> laplot: - is 1x2: every row holds a value that is not finite
[4]
$ printf 'NaN\nNaN\n' | laplot heat
2> laplot: - is 2x1: there is no finite value
[4]

# Large matrices in bins; sparse ones stay sparse.
$ laexpr 'eye(1000)' > eye.csv; laplot spy eye.csv | grep 'title\|xlabel'; laplot heat eye.csv | grep 'xlabel'
set title 'eye.csv: 1000x1000, 1000 nonzeros (0.1 %)'
set xlabel 'nonzeros in 2×2 cells'
set xlabel 'means of 2×2 cells'
$ printf '%%%%MatrixMarket matrix coordinate real general\n1000000 1000000 2\n1 1 1\n1000000 1000000 2\n' > huge.mtx
$ laplot spy huge.mtx | grep 'title\|xlabel'; laplot spy huge.mtx | wc -c | awk '{ print ($1 < 1000000) }'
set title 'huge.mtx: 1000000x1000000, 2 nonzeros (2e-10 %)'
set xlabel 'nonzeros in 1954×1954 cells'
1
$ laplot heat huge.mtx | wc -c | awk '{ print ($1 < 1000000) }'
1

# A row, a column and a single cell are drawn too, which gnuplot takes for no image.
$ printf '1\nNaN\n3\n' | laplot heat | grep '^plot'
plot $cells matrix using ($1*1+1):($2*1+1):(0.5):(0.5):3 with boxxyerror fs solid 1 noborder lc palette, \
$ echo 1,2,3 | laplot spy | grep '^plot'
plot $cells matrix using ($1*1+1):($2*1+1):(0.5):(0.5):3 with boxxyerror fs solid 1 noborder lc palette
$ echo 5 | laplot heat --terminal svg | grep -c '<text>5<'
2

# Values that rounding leaves of zero.
$ printf '1,2,3\n2,4,6\n3,6,9\n' | laplot map | grep -o 'λ = .*. at'
λ = 14' at
λ = 0' at
λ = 0' at
$ laplot scree singular.csv | grep -A 2 'numbers <<'
$numbers << EOD
1 5 5
2 0 0

# Shapes that do not fit.
$ laplot map wide.csv > out; laplot map line.csv
2> laplot: line.csv is 2x1: map draws 2x2, 3x3, 2x3 and 3x2 matrices
[3]
$ laplot form wide.csv
2> laplot: wide.csv is 2x3: form draws 2x2 matrices
[3]
$ laplot spectrum wide.csv
2> laplot: wide.csv is 2x3: spectrum draws the eigenvalues of a square matrix or those in a column
[3]
$ laplot points A.csv > out; laplot points eye.csv
2> laplot: eye.csv is 1000x1000: points draws tables of 2 or 3 columns; laconv --cols 1,2 takes two of them
[3]
$ laplot cov wide.csv
2> laplot: wide.csv is 2x3: cov draws tables of 2 columns; laconv --cols 1,2 takes two of them
[3]
$ laplot steps A.csv
2> laplot: A.csv is one document: steps draws several, as laeig --steps and lasvd --steps print them
[3]
$ laplot project A.csv table.csv
2> laplot: A.csv is 2x2, table.csv is 3x2: 2 and 3 rows differ
[3]
$ laplot project table.csv A.csv
2> laplot: table.csv is 3x2, A.csv is 2x2: 3 and 2 rows differ
[3]
$ laplot project A.csv A.csv
2> laplot: A.csv is 2x2 of rank 2: project draws the line of a basis of rank 1
[3]
$ printf '1\n-2\n' | laplot scree
2> laplot: - is 2x1 and holds -2: scree draws values that are not negative
[3]
$ printf '1i\n2\n' > complex.csv; laplot heat complex.csv | grep -A 3 'cells <<'; printf '1i,0\n0,2\n' | laplot map
$cells << EOD
1
2
EOD
2> laplot: the matrix is complex: map draws real matrices
[3]
$ printf '# size: 0 3\n' | laplot heat
2> laplot: - is 0x3: heat draws matrices with cells
[3]
$ laplot heat missing.csv
2> laplot: missing.csv: no such file or directory
[3]

# Usage.
$ laplot < /dev/null
2> laplot: a kind of picture is needed: map, steps, form, scree, spectrum, heat, spy, project, cov, points
[2]
$ laplot pie A.csv
2> laplot: unknown kind 'pie': map, steps, form, scree, spectrum, heat, spy, project, cov, points
[2]
$ laplot map A.csv wide.csv
2> laplot: unexpected operand 'wide.csv'
[2]
$ laplot map --surface A.csv
2> laplot: --surface goes with form, not with map
[2]
$ laplot map --gershgorin A.csv
2> laplot: --gershgorin goes with spectrum, not with map
[2]
$ laplot map --log A.csv
2> laplot: --log goes with scree and heat, not with map
[2]
$ laplot map A.csv -o a.gif
2> laplot: -o takes a file that ends in .svg, .png or .pdf, found 'a.gif'
[2]
$ laplot map A.csv -o a.svg --terminal png
2> laplot: --terminal png does not go with 'a.svg'
[2]
$ laplot map --size 10 A.csv
2> laplot: --size takes WxH such as 640x480, found '10'
[2]
$ laplot map --size 0x10 A.csv
2> laplot: --size is at least 200x150, found '0x10'
[2]
$ laplot map --size 30x20 --terminal text A.csv
2> laplot: --size is at least 32x10 for a text, found '30x20'
[2]
$ laplot map --size 100000x100 A.csv
2> laplot: --size takes WxH such as 640x480, found '100000x100'
[2]
$ laplot map --terminal jpeg A.csv
2> laplot: --terminal takes svg, png, pdf, text, found 'jpeg'
[2]

# Without gnuplot, or with one that fails: nothing is written, and what was there stays.
$ mkdir bin; ln -s "$(command -v laplot)" bin/; echo old > old.svg
$ PATH=bin laplot map A.csv -o old.svg
2> laplot: gnuplot is not installed (package gnuplot-nox); without -o and --terminal its script is printed
[3]
$ cat old.svg; PATH=bin laplot map A.csv | head -n 1
old
reset
$ printf '#!/bin/sh\necho "line 3: undefined variable" >&2; exit 1\n' > bin/gnuplot; chmod +x bin/gnuplot
$ PATH=$PWD/bin laplot map A.csv -o old.svg
2> laplot: gnuplot failed with status 1: line 3: undefined variable
[3]
$ printf '#!/bin/sh\nexit 0\n' > bin/gnuplot; PATH=$PWD/bin laplot heat eye.csv -o old.svg
2> laplot: gnuplot drew nothing
[3]
$ cat old.svg; ls *.svg*
old
a.svg
b.svg
old.svg
