#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace touchstone {

/// What kind of failure it is, so that a caller can choose an exit code or a remedy.
enum class ErrorCode {
    InvalidInput, ///< The given data cannot be used: malformed, out of range, of an unknown kind.
    NotFound,     ///< A file or object that was named does not exist.
    Io,           ///< The system refused to read or write.
    Corrupt,      ///< Stored data contradicts itself.
    Refused,      ///< A rule forbids it: lock, read-only, state of a task, stale revision.
    Cancelled,    ///< The user stopped it; nothing changed.
    Unsupported,  ///< Valid, but this program cannot do it.
};

/// A failure as a value. `message` is one sentence for the user that says what happened and what to do;
/// `where` names the place (file, "file:line", "annotations[17].bbox") and may be empty.
struct Error {
    ErrorCode code = ErrorCode::InvalidInput;
    std::string message;
    std::string where;

    /// "where: message", or the message alone.
    std::string text() const { return where.empty() ? message : where + ": " + message; }
};

/// A value or an Error. Test it like a pointer; `value()` requires success, `error()` failure.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() & { return std::get<0>(m_state); }
    const T& value() const& { return std::get<0>(m_state); }
    T&& value() && { return std::get<0>(std::move(m_state)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Error& error() const { return std::get<1>(m_state); }

  private:
    std::variant<T, Error> m_state;
};

/// Success, or an Error.
template <>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    const Error& error() const { return *m_error; }

  private:
    std::optional<Error> m_error;
};

} // namespace touchstone
