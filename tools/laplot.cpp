// laplot: pictures of matrices as gnuplot scripts, or drawn by gnuplot.
//
// laplot map A.csv | gnuplot > a.svg          laplot map A.csv -o a.png          laeig --steps ... | laplot steps
#include <algorithm>

#include "cli/gnuplot.hpp"
#include "cli/lists.hpp"
#include "cli/run.hpp"
#include "core/error.hpp"
#include "pictures.hpp"

namespace {

using namespace la;

struct Options {
    std::optional<std::string> title, size;
    std::string terminal;
    PictureKindOptions kind;
    bool log = false;
};

void declare(CommandLine& line, Options& o) {
    line.choice("--terminal", {"svg", "png", "pdf", "text"}, "WHAT", o.terminal,
                "svg, png, pdf or text: draw this, not the script");
    line.text("--title", "TEXT", o.title, "the title; what is shown where not given");
    line.text("--size", "WxH", o.size, "width and height in pixels, in characters of a text");
    line.flag("--log", o.log, "scree and heat: a logarithmic scale");
    line.flag("--surface", o.kind.surface, "form: as a surface in space");
    line.flag("--gershgorin", o.kind.gershgorin, "spectrum: with the discs of the rows");
}

// "640x480"; not so small that titles and labels leave no room.
Size parse_size(const std::string& given, bool is_text) {
    const auto refuse = [&] { return usage_error("--size takes WxH such as 640x480, found '" + given + "'"); };
    const std::size_t cross = given.find('x');
    if (cross == std::string::npos) throw refuse();
    const auto side = [&](const std::string& digits) {
        if (digits.empty() || digits.size() > 5 || digits.find_first_not_of("0123456789") != std::string::npos)
            throw refuse();
        return std::stoi(digits);
    };
    const Size size{side(given.substr(0, cross)), side(given.substr(cross + 1))};
    const Size least = is_text ? Size{32, 10} : Size{200, 150};
    if (size.width < least.width || size.height < least.height)
        throw usage_error("--size is at least " + std::to_string(least.width) + "x" + std::to_string(least.height) +
                          (is_text ? " for a text" : "") + ", found '" + given + "'");
    if (size.width > 20000 || size.height > 20000) throw usage_error("--size goes up to 20000x20000");
    return size;
}

Terminal terminal_from(const std::string& name) {
    return name == "svg"   ? Terminal::svg
           : name == "png" ? Terminal::png
           : name == "pdf" ? Terminal::pdf
                           : Terminal::text;
}

// What the ending of -o asks for.
std::string terminal_of_file(const std::string& file) {
    for (const char* ending : {"svg", "png", "pdf"})
        if (file.ends_with(std::string(".") + ending)) return ending;
    throw usage_error("-o takes a file that ends in .svg, .png or .pdf, found '" + file + "'");
}

// A text without the blank lines around it and blanks at the ends of its lines.
std::string trimmed(const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\n\f", at), text.size());
        const std::size_t last = text.find_last_not_of(' ', end - 1);
        if (end > at && last != std::string::npos && last >= at) out.append(text, at, last + 1 - at);
        if (!out.empty()) out += '\n';
        at = end + 1;
    }
    return out.substr(0, out.find_last_not_of('\n') + 1) + '\n';
}

void execute(const Options& o, Session& session) {
    if (session.operands.empty()) throw usage_error("a kind of picture is needed: " + joined_kinds());
    const std::string kind = session.operands.front();
    session.operands.erase(session.operands.begin());
    std::string terminal = o.terminal;
    if (session.common.output) {
        terminal = terminal_of_file(*session.common.output);
        if (!o.terminal.empty() && o.terminal != terminal)
            throw usage_error("--terminal " + o.terminal + " does not go with '" + *session.common.output + "'");
    }
    PictureOptions options;
    if (!terminal.empty()) options.terminal = terminal_from(terminal);
    if (o.size) options.size = parse_size(*o.size, terminal == "text");
    options.title = o.title;
    options.log = o.log;
    if (const auto window = terminal_size(); window && terminal == "text")
        options.window = Size{window->first, window->second - 1};  // the prompt comes below
    const std::string script = picture(kind, o.kind, options, session);
    if (terminal.empty()) return session.output.write_text(script);
    const std::string drawn = rendered(script);
    session.output.write_text(terminal == "text" ? trimmed(drawn) : drawn);
}

}  // namespace

extern const la::Tool laplot = {"laplot", "Pictures of matrices, as gnuplot scripts or drawn by gnuplot.",
                                "KIND [FILE...]", la::run<Options, declare, execute>};
