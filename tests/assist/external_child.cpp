// A program on the other side of the protocol that behaves well or badly, as its first argument says.
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace {

using Json = nlohmann::json;

void say(const std::string& line)
{
    std::cout << line << '\n' << std::flush;
}

void say(const Json& line)
{
    say(line.dump());
}

[[noreturn]] void sleepForEver()
{
    for (;;)
        std::this_thread::sleep_for(std::chrono::hours(1));
}

/// A box around each click, 10 × 10; without clicks the box that was asked with.
Json answerTo(const Json& request)
{
    Json shapes = Json::array();
    for (const Json& click : request["clicks"])
        shapes.push_back({{"kind", "box"},
                          {"x", click["x"].get<double>() - 5},
                          {"y", click["y"].get<double>() - 5},
                          {"width", 10},
                          {"height", 10},
                          {"score", 0.5}});
    if (shapes.empty()) {
        Json box = request["box"];
        box["kind"] = "box";
        shapes.push_back(box);
    }
    return {{"type", "answer"}, {"id", request["id"]}, {"shapes", shapes}};
}

/// How often this mode was run: one more each time, kept in the file that the second argument names.
int runs(const char* path)
{
    int before = 0;
    std::ifstream(path) >> before;
    std::ofstream(path) << before + 1;
    return before + 1;
}

void handle(const std::string& mode, const std::string& argument, const Json& request)
{
    const auto id = request["id"].get<int>();
    if (mode == "silent")
        return;
    if (mode == "hangs" || (mode == "hangs-once" && runs(argument.c_str()) == 1))
        sleepForEver();
    if (mode == "dies") {
        std::cerr << "the model file is damaged" << std::endl;
        std::_Exit(3);
    }
    if (mode == "dies-within") {
        std::cout << R"({"type":"answer","id":)" << std::flush;
        raise(SIGKILL);
    }
    if (mode == "says")
        return say(argument);
    if (mode == "answers")
        return say(Json{{"type", "answer"}, {"id", id}, {"shapes", Json::parse(argument)}});
    if (mode == "deep")
        return say(R"({"type":"answer","id":1,"shapes":)" + std::string(100000, '[') + std::string(100000, ']') + "}");
    if (mode == "endless") {
        const std::string block(65536, ' ');
        for (;;)
            std::cout << block << std::flush;
    }
    if (mode == "floods") {
        const std::string block(65536, 'e');
        for (int i = 0; i < 160; ++i)
            std::cerr << block;
        std::cerr << "last words" << std::endl;
    }
    if (mode == "looks")
        std::cerr << (fcntl(100, F_GETFD) < 0 ? "closed" : "open") << std::endl;
    if (mode == "forks") {
        const pid_t grandchild = fork();
        if (grandchild == 0)
            sleepForEver();
        std::cerr << grandchild << std::endl;
    }
    if (mode == "reports") {
        say(Json{{"type", "progress"}, {"id", id}, {"fraction", 0.25}, {"text", "a quarter"}});
        say(Json{{"type", "progress"}, {"id", id}});
    }
    if (mode == "fails")
        return say(Json{{"type", "error"}, {"id", id}, {"message", "no such model"}});
    say(answerTo(request));
}

} // namespace

int main(int argc, char** argv)
{
    const std::string mode = argc > 1 ? argv[1] : "good";
    const std::string argument = argc > 2 ? argv[2] : "";
    if (mode == "no-hello")
        sleepForEver();
    if (mode == "wrong-hello")
        say(Json{{"type", "hello"}, {"protocol", 2}});
    else if (mode == "chatters")
        say(std::string("Loading the model..."));
    else if (mode != "dies-twice" || runs(argument.c_str()) > 2)
        say(Json{{"type", "hello"}, {"protocol", 1}});
    else
        return 4;
    Json late;
    for (std::string line; std::getline(std::cin, line);) {
        const Json message = Json::parse(line);
        if (message["type"] == "request") {
            if (mode == "late" && late.is_null()) {
                late = answerTo(message);
                continue;
            }
            handle(mode, argument, message);
            if (mode == "once")
                return 0;
        }
        // The answer to a cancelled request, as if it had just been ready.
        if (mode == "late" && message["type"] == "cancel")
            say(late);
    }
    return 0;
}
