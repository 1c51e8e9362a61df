// latools: all tools in one program. The name by which it is called, that of a link to it, is the tool that runs.
//
// lamul A.csv B.csv          latools lamul A.csv B.csv          latools --help
#include <string>
#include <string_view>
#include <vector>

#include "cli/run.hpp"
#include "core/error.hpp"
#include "expr/nearest.hpp"
#include "tool_list.hpp"

namespace {

using namespace la;

constexpr const char* own_name = "latools";

const Tool* find_tool(std::string_view name) {
    for (const Tool* tool : tools)
        if (name == tool->name) return tool;
    return nullptr;
}

// "lamul" of "/usr/bin/lamul", and of "-lamul", as login calls a shell.
std::string_view base_name(std::string_view path) {
    path.remove_prefix(path.rfind('/') + 1);
    if (path.starts_with('-')) path.remove_prefix(1);
    return path;
}

std::string help() {
    std::string text =
        "Linear algebra for the shell.\n"
        "Usage: latools TOOL [OPTION...] [OPERAND...]\n"
        "\n"
        "Options:\n"
        "  -h,--help     print this help and exit\n"
        "  -V,--version  print the version and exit\n"
        "\n"
        "Tools, each of which can be called by its own name as well:";
    for (const Tool* tool : tools) {
        std::string name = tool->name;
        name.resize(8, ' ');
        text += "\n  " + name + tool->summary;
    }
    return text;
}

Error unknown_tool(const std::string& name) {
    std::vector<std::string> known;
    std::string list;
    for (const Tool* tool : tools) {
        known.push_back(tool->name);
        list += (list.empty() ? "" : ", ") + known.back();
    }
    std::string meant = suggestion(name, known);
    if (meant.empty()) meant = suggestion("la" + name, known);
    return usage_error("unknown tool '" + name + "'" + meant + " (tools: " + list + ")");
}

// `word` stands where a tool is to be named.
std::string answer(const std::string& word) {
    const auto abbreviates = [&](std::string_view option) { return word.size() > 2 && option.starts_with(word); };
    if (word == "-h" || abbreviates("--help")) return help();
    if (word == "-V" || abbreviates("--version")) return version_text(own_name);
    if (word.size() > 1 && word[0] == '-') throw usage_error("unknown option '" + word + "'; see 'latools --help'");
    throw unknown_tool(word);
}

int run_none(int argc, const char* const* argv, std::string_view called) {
    return guarded(own_name, [&] {
        if (!called.empty() && called != own_name) throw unknown_tool(std::string(called));
        const CommonOptions options;
        Session session(options, {}, own_name, "");
        if (argc > 1) {
            session.output.write_text(answer(argv[1]) + "\n");
        } else {
            session.explain(help());
            session.status = 2;  // usage
        }
        session.output.commit();
        return session.status;
    });
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view called = argc > 0 ? base_name(argv[0]) : "";
    if (const Tool* tool = find_tool(called)) return tool->run(*tool, argc, argv);
    const bool by_own_name = called.empty() || called == own_name;
    if (const Tool* tool = by_own_name && argc > 1 ? find_tool(argv[1]) : nullptr)
        return tool->run(*tool, argc - 1, argv + 1);
    return run_none(argc, argv, called);
}
