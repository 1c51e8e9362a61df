# The tasks in R with data.table: TASK INPUT... OUTPUT, - for standard input. fwrite prints 15 digits.
library(data.table)
setDTthreads(0)

arguments <- commandArgs(trailingOnly = TRUE)
task <- arguments[1]
inputs <- head(arguments[-1], -1)
out <- tail(arguments, 1)

read <- function(path) {
    table <- if (path == "-") fread(cmd = "cat", header = FALSE) else fread(path, header = FALSE)
    as.matrix(table)
}
write <- function(array, ...) fwrite(as.data.table(array), out, col.names = FALSE, ...)

switch(task,
    "product" = write(read(inputs[1]) %*% read(inputs[2])),
    "corner" = write(read(inputs[1])[1, 1, drop = FALSE]),
    "outer" = write(outer(read(inputs[1])[, 1], read(inputs[2])[, 1])),
    "covariance" = write(cov(read(inputs[1]))),
    "rbf" = {
        x <- read(inputs[1])
        write(exp(-as.matrix(dist(x))^2 / ncol(x)))
    },
    "chain" = write(Reduce(`%*%`, lapply(inputs, read))),
    "logistic-gradient" = {
        x <- read(inputs[1])
        y <- read(inputs[2])[, 1]
        s <- plogis(-y * (x %*% read(inputs[3])[, 1]))
        write(-crossprod(x, y * s))
    },
    "logistic-hessian" = {
        x <- read(inputs[1])
        y <- read(inputs[2])[, 1]
        s <- plogis(-y * (x %*% read(inputs[3])[, 1]))[, 1]
        write(crossprod(x, x * (y^2 * s * (1 - s))))
    },
    "gram" = write(crossprod(read(inputs[1]))),
    "matrix-market" = {
        a <- read(inputs[1])
        cat("%%MatrixMarket matrix array real general\n", nrow(a), " ", ncol(a), "\n", sep = "", file = out)
        write(as.vector(a), append = TRUE)
    },
    "sparse" = {
        v <- read(inputs[2])[, 1]
        entries <- fread(inputs[1], skip = 2, header = FALSE)
        sums <- entries[, .(sum = sum(V3 * v[V2])), by = V1]
        y <- numeric(length(v))
        y[sums$V1] <- sums$sum
        write(y)
    },
    "sparse-least-squares" = {
        entries <- fread(inputs[1], skip = 2, header = FALSE)
        a <- Matrix::sparseMatrix(entries$V1, entries$V2, x = entries$V3)
        write(Matrix::qr.coef(Matrix::qr(a), read(inputs[2])[, 1]))
    },
    quit(status = 2)
)
