#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace touchstone {

/// What a program that is going to be killed has said, a line each, in the file "said" of its folder: each line
/// is there whole as soon as it was said.
class Said {
  public:
    explicit Said(const std::filesystem::path& folder)
        : m_file(::open((folder / "said").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644))
    {
    }
    ~Said() { ::close(m_file); }
    Said(const Said&) = delete;
    Said& operator=(const Said&) = delete;

    void operator()(std::string line) const
    {
        line += '\n';
        if (::write(m_file, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
            ::_exit(9);
    }

    /// All lines that were said in `folder`.
    static std::vector<std::string> in(const std::filesystem::path& folder)
    {
        std::ifstream file(folder / "said");
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);)
            if (!file.eof())
                lines.push_back(line);
        return lines;
    }

  private:
    int m_file;
};

} // namespace touchstone
