// brat's pairs of files: whatever the lines say of a text, the reader answers with what the store takes.
#include <filesystem>
#include <fstream>
#include <set>

#include <unistd.h>

#include "core/formats/brat_config.h"
#include "fuzz/text_sink.h"

namespace touchstone::fuzz {
namespace {

/// A folder for the two files, away when the program ends.
struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("touchstone-fuzz-brat-" + std::to_string(getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

} // namespace

/// The text ends at the first byte of 0, the lines at the second; what follows are the settings.
void brat(std::string_view bytes)
{
    static const Folder folder;
    const std::size_t end = bytes.find('\0');
    std::ofstream(folder.path / "a.txt", std::ios::binary) << bytes.substr(0, end);
    const std::string_view rest = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
    const std::size_t last = rest.find('\0');
    const std::string_view settings = last == std::string_view::npos ? std::string_view() : rest.substr(last + 1);
    std::ofstream(folder.path / "a.ann", std::ios::binary) << rest.substr(0, last);
    std::ofstream(folder.path / "annotation.conf", std::ios::binary) << settings;
    // Each type has one name, and what is written of settings can be read again.
    std::set<std::string> names;
    for (const ReadCategory& type : brat::typesOf(brat::parseConfig(brat::configText(brat::parseConfig(settings))))) {
        require(!type.name.empty() && type.parent != type.name && names.insert(type.name).second);
    }
    TextSink sink;
    SilentProgress progress;
    const Format* format = findFormat("brat");
    format->recognise("x.ann", bytes.substr(0, 8192));
    const auto read = format->read(folder.path / "a.ann", sink, progress);
    require(read.ok() || (!read.error().message.empty() && isValidUtf8(read.error().message)));
    for (const AnnotationId& member : sink.named) {
        require(sink.known.contains(member));
    }
}

} // namespace touchstone::fuzz
