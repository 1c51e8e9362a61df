# Writes what testdata/real/ has from R's packages: tables of `datasets` in the dialects people meet, and large sparse
# matrices of `Matrix`.
# Usage: Rscript tests/support/make_testdata.R testdata/real
out <- commandArgs(trailingOnly = TRUE)[1]
path <- function(name) file.path(out, name)

# Comma, quoted names, empty corner: write.csv as it comes.
write.csv(mtcars, path("mtcars.csv"))
write.csv(as.matrix(eurodist), path("eurodist.csv"))
# Blanks or tabs, the header one cell shorter than the rows: write.table as it comes.
write.table(swiss, path("swiss.txt"))
write.table(USArrests, path("USArrests.tsv"), sep = "\t")
# The layout of pandas' to_csv: unquoted, empty corner, rows counted from zero.
write.csv(`row.names<-`(attitude, seq_len(nrow(attitude)) - 1), path("attitude.csv"), quote = FALSE)
# Header alone.
write.csv(women, path("women.csv"), row.names = FALSE, quote = FALSE)
write.csv(iris[1:4], path("iris.csv"), row.names = FALSE)
write.table(trees, path("trees.csv"), sep = ";", row.names = FALSE, quote = FALSE)
write.csv(state.x77, path("state.csv"), eol = "\r\n")
# Missing values, spelled NA.
write.csv(airquality, path("airquality.csv"), row.names = FALSE)
# No names at all, 61 columns.
write.table(volcano, path("volcano.tsv"), sep = "\t", row.names = FALSE, col.names = FALSE)

# Sparse matrices of some thousand rows: a least squares problem, and which counties touch (places without values).
suppressMessages(library(Matrix))
dir.create(path("large"), showWarnings = FALSE)
market <- function(name, field, symmetry, a, lines)
  writeLines(c(paste("%%MatrixMarket matrix coordinate", field, symmetry), paste(nrow(a), ncol(a), length(lines)), lines), path(name))
data(KNex)
entries <- summary(KNex$mm)
market("large/survey.mtx", "real", "general", KNex$mm, sprintf("%d %d %.15g", entries$i, entries$j, entries$x))
writeLines(sprintf("%.15g", KNex$y), path("large/survey_y.csv"))
data(USCounties)
entries <- summary(USCounties)
market("large/counties.mtx", "pattern", "symmetric", USCounties, sprintf("%d %d", pmax(entries$i, entries$j), pmin(entries$i, entries$j)))
