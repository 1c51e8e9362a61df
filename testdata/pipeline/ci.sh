#!/bin/sh
# What a build server asks of a model before it lets it pass. The statuses are the answers: 0 yes, 1 no, more an error.
#
#     ci.sh COVARIANCE REFERENCE
set -eu
covariance=$1 reference=$2

status=0
lainfo --is pd "$covariance" || status=$?
if [ $status = 1 ]; then echo "$covariance is not positive definite" >&2; fi
if [ $status != 0 ]; then exit $status; fi
lacmp --rtol 1e-9 "$covariance" "$reference"
echo "condition number $(lainfo --get cond --digits 3 "$covariance")"
