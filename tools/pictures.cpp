#include "pictures.hpp"

#include <algorithm>

#include "cli/lists.hpp"
#include "core/error.hpp"
#include "ops/symmetry.hpp"
#include "plot/covariance_ellipse.hpp"
#include "plot/form.hpp"
#include "plot/grid.hpp"
#include "plot/map.hpp"
#include "plot/project.hpp"
#include "plot/scatter.hpp"
#include "plot/scree.hpp"
#include "plot/spectrum.hpp"
#include "plot/steps.hpp"

namespace la {

namespace {

struct Request {
    const PictureKindOptions& own;
    const PictureOptions& options;
    Session& session;
};

struct Kind {
    const char* name;
    std::string (*draw)(const Request&);
};

template <std::string (*draw)(const Matrix&, const PictureOptions&)>
std::string of_one_matrix(const Request& r) {
    return draw(r.session.read_only_matrix(), r.options);
}

// All documents of all operands.
std::vector<NamedMatrix> read_documents(Session& session) {
    std::vector<NamedMatrix> documents;
    std::vector<Input> inputs;
    for (const std::string& file : session.operands) inputs.push_back(session.inputs.open(file));
    if (inputs.empty()) inputs.push_back(session.open_standard_input());
    for (Input& input : inputs)
        for (NamedMatrix& document : input.read_all()) documents.push_back(std::move(document));
    return documents;
}

std::string steps(const Request& r) {
    std::vector<std::pair<std::string, Matrix>> documents;
    for (NamedMatrix& d : read_documents(r.session)) documents.emplace_back(std::move(d.name), std::move(d.matrix));
    return steps_picture(documents, r.options);
}

std::string form(const Request& r) {
    const Matrix a = r.session.read_only_matrix();
    std::string script = form_picture(a, r.own.surface, r.options);
    if (!is_symmetric(a)) r.session.warn(a.origin + " is not symmetric: its symmetric part is drawn");
    return script;
}

std::string spectrum(const Request& r) {
    return spectrum_picture(r.session.read_only_matrix(), r.own.gershgorin, r.options);
}

// BASIS and VECTORS as laproj has them: the second is read from standard input where it is not named.
std::string project(const Request& r) {
    r.session.require_operands(2);
    if (r.session.operands.size() == 1 && r.session.operands[0] != "-") r.session.operands.push_back("-");
    const std::vector<NamedMatrix> documents = read_documents(r.session);
    if (documents.size() != 2)
        throw data_error("a basis and points are needed, found " + std::to_string(documents.size()) + " matrices");
    return project_picture(documents[0].matrix, documents[1].matrix, r.options);
}

constexpr Kind kinds[] = {
    {"map", of_one_matrix<map_picture>},       {"steps", steps},       {"form", form},
    {"scree", of_one_matrix<scree_picture>},   {"spectrum", spectrum}, {"heat", of_one_matrix<heat_picture>},
    {"spy", of_one_matrix<spy_picture>},       {"project", project},   {"cov", of_one_matrix<covariance_picture>},
    {"points", of_one_matrix<points_picture>},
};

}  // namespace

std::string joined_kinds() {
    std::string names;
    for (const Kind& kind : kinds) names += (names.empty() ? "" : ", ") + std::string(kind.name);
    return names;
}

std::string picture(const std::string& name, const PictureKindOptions& own, const PictureOptions& options,
                    Session& session) {
    const auto kind = std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& k) { return name == k.name; });
    if (kind == std::end(kinds)) throw usage_error("unknown kind '" + name + "': " + joined_kinds());
    const auto belongs_to = [&](bool given, const std::string& option, const std::string& owners) {
        if (given && (" " + owners + " ").find(" " + name + " ") == std::string::npos)
            throw usage_error(option + " goes with " + owners + ", not with " + name);
    };
    belongs_to(own.surface, "--surface", "form");
    belongs_to(own.gershgorin, "--gershgorin", "spectrum");
    belongs_to(options.log, "--log", "scree and heat");
    return kind->draw({own, options, session});
}

}  // namespace la
