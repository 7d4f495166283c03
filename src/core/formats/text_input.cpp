#include "core/formats/text_input.h"

#include "touchstone/base/file.h"
#include "touchstone/base/text.h"
#include "touchstone/text/encoding.h"

namespace touchstone {

namespace fs = std::filesystem;

Result<TextFile> readTextFile(const fs::path& path, const ReadOptions& options)
{
    const std::string where = displayUtf8(pathToUtf8(path));
    const auto file = openForReading(path);
    if (!file) {
        return file.error();
    }
    std::error_code problem;
    const auto size = static_cast<std::int64_t>(fs::file_size(path, problem));
    if (problem) {
        return Error{ErrorCode::Io, "The file cannot be read: " + problem.message() + ".", where};
    }
    if (size > kLargestTextFile) {
        return Error{ErrorCode::InvalidInput,
                     "The file has " + withThousands(size >> 20) + " MB; 512 MB of text are the most. Split it.", where};
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    const auto got = readAt(*file, 0, bytes.data(), bytes.size());
    if (!got) {
        return got.error();
    }
    bytes.resize(*got);
    TextFile result;
    result.encoding = options.encoding;
    if (result.encoding.empty()) {
        if (isValidUtf8(bytes)) {
            result.encoding = "UTF-8";
            result.text = std::move(bytes);
            return result;
        }
        const auto guesses = guessEncodings(bytes);
        if (guesses.front().confidence < 100) {
            std::string names;
            for (std::size_t i = 0; i < guesses.size() && i < 3; ++i) {
                names += (i == 0 ? "" : ", ") + guesses[i].name;
            }
            const auto broken = decodeText(bytes, "UTF-8");
            return Error{ErrorCode::InvalidInput,
                         broken.error().message + " It may be " + names + ". Name its encoding and read it again.", where};
        }
        result.encoding = guesses.front().name;
    }
    auto text = decodeText(bytes, result.encoding);
    if (!text) {
        return Error{text.error().code, text.error().message, where};
    }
    result.text = std::move(text).value();
    return result;
}

std::string_view takeLine(std::string_view& rest)
{
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

std::string pathBelow(const fs::path& root, const fs::path& file)
{
    std::error_code problem;
    return pathToUtf8(fs::is_directory(root, problem) ? file.lexically_relative(root) : file.filename());
}

} // namespace touchstone
