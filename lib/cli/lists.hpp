// Comma lists on the command line, and pairs of name and matrix as documents.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "io/named_matrix.hpp"

namespace la {

inline std::vector<std::string> split_list(const std::string& list) {
    std::vector<std::string> items(1);
    for (const char c : list) {
        if (c == ',')
            items.emplace_back();
        else
            items.back() += c;
    }
    return items;
}

// The items of an option's list; a usage error where one occurs twice: documents of one stream have names of their own.
inline std::vector<std::string> distinct_names(const std::string& option, const std::string& list) {
    std::vector<std::string> names = split_list(list);
    for (auto name = names.begin(); name != names.end(); ++name)
        if (std::find(names.begin(), name, *name) != name) throw usage_error(option + " names '" + *name + "' twice");
    return names;
}

// A usage error, before any input is read: "unknown key 'determinant'".
inline void require_known(const std::string& what, const std::string& word, const std::vector<std::string>& known) {
    if (std::find(known.begin(), known.end(), word) == known.end())
        throw usage_error("unknown " + what + " '" + word + "'");
}

inline std::vector<NamedMatrix> named_documents(std::vector<std::pair<std::string, Matrix>> parts) {
    std::vector<NamedMatrix> documents;
    for (auto& [name, matrix] : parts) documents.push_back({std::move(name), std::move(matrix)});
    return documents;
}

}  // namespace la
