# lagrad
