% The tasks in Octave: TASK INPUT... OUTPUT.
arguments = argv();
task = arguments{1};
inputs = arguments(2:end-1);
out = arguments{end};
switch task
    case "product"
        dlmwrite(out, dlmread(inputs{1}, ",") * dlmread(inputs{2}, ","), "precision", "%.17g");
    case "corner"
        dlmwrite(out, dlmread(inputs{1}, ",")(1, 1), "precision", "%.17g");
    otherwise
        exit(2);
end
