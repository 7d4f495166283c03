#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "touchstone/formats/exchange.h"
#include "touchstone/store/reader.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {

/// Texts whose file has another one by now: what was labelled on the former goes on to the new item, which stands
/// beside it, and the former is skipped.
class TextCarrying {
  public:
    TextCarrying(Project& project, SourceWriter& writer, ExchangeReport& report)
        : m_project(project), m_writer(writer), m_report(report)
    {
    }

    /// `now` was created for `document`. A record is looked at once its file was read to the end: what stood in its place
    /// may have moved.
    Result<void> changed(const SourceWriter::ItemRef& now, const std::string& where, bool isRecord, Document document);
    /// This text of the project was met again.
    void met(std::int64_t item, const std::string& where) { m_met.emplace(item, where); }
    /// The records of a file are all there.
    Result<void> fileRead();
    /// Names the former texts that their files have again.
    Result<void> tellReturned();
    /// After publishing: nobody is to label the former ones any more. Those that cannot be skipped do not keep it from the
    /// others.
    void retireFormer(Progress& progress);

  private:
    struct Pending {
        SourceWriter::ItemRef item;
        std::string where;
        Document document;
    };
    Result<void> openReader();
    Result<void> skip(std::int64_t former);
    Result<void> carry(const SourceWriter::ItemRef& now, const std::string& where, const Document& document);

    Project& m_project;
    SourceWriter& m_writer;
    ExchangeReport& m_report;
    std::unique_ptr<Reader> m_reader;
    std::vector<Pending> m_records;
    std::vector<std::int64_t> m_former;
    std::map<std::int64_t, std::string> m_met; ///< Items, and where they were.
};

} // namespace touchstone
