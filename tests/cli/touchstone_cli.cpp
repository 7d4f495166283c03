#include "cli/touchstone_cli.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace clitest {
namespace {

std::filesystem::path makeFolder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "touchstone-cli-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        std::abort();
    }
    return pattern;
}

void redirect(const std::filesystem::path& file, int descriptor)
{
    const int opened = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (opened < 0 || dup2(opened, descriptor) < 0) {
        _exit(126);
    }
}

} // namespace

nlohmann::json Outcome::json() const
{
    nlohmann::json document = nlohmann::json::parse(out, nullptr, false);
    if (document.is_discarded()) {
        ADD_FAILURE() << "standard output is not one JSON document: " << out << "\nerrors: " << err;
        return nullptr;
    }
    return document;
}

Command::Command(const std::filesystem::path& folder, const std::vector<std::string>& arguments,
                 const std::function<void()>& prepare, const std::filesystem::path& program)
    : m_out(makeFolder() / "out"), m_err(m_out.parent_path() / "err")
{
    std::vector<std::string> words{program.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    m_process = fork();
    if (m_process == 0) {
        redirect(m_out, STDOUT_FILENO);
        redirect(m_err, STDERR_FILENO);
        setenv("TOUCHSTONE_USER", "tester", 1);
        if (chdir(folder.c_str()) != 0) {
            _exit(126);
        }
        if (prepare) {
            prepare();
        }
        execv(program.c_str(), pointers.data());
        _exit(127);
    }
}

Command::~Command()
{
    if (m_process > 0) {
        signal(SIGKILL);
        wait();
    }
    std::error_code ignored;
    std::filesystem::remove_all(m_out.parent_path(), ignored);
}

void Command::signal(int number) const
{
    kill(m_process, number);
}

Outcome Command::wait()
{
    int status = 0;
    while (waitpid(m_process, &status, 0) < 0 && errno == EINTR) {
    }
    m_process = -1;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    return {code, readBytes(m_out), readBytes(m_err)};
}

Scratch::Scratch() : m_path(makeFolder()) {}

Scratch::~Scratch()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

std::filesystem::path Scratch::write(const std::string& name, const std::string& bytes) const
{
    const std::filesystem::path path = m_path / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

Outcome Scratch::run(const std::vector<std::string>& arguments) const
{
    return Command(m_path, arguments).wait();
}

std::vector<std::string> Scratch::names() const
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(m_path)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string readBytes(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

} // namespace clitest
