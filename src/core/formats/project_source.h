#pragma once

#include <optional>
#include <vector>

#include "core/store/export_query.h"
#include "touchstone/formats/exchange.h"
#include "touchstone/formats/format.h"

namespace touchstone {

/// Hands a state of the project to a writer. Annotations are read on a thread of their own while those before
/// them are decoded and written.
class ProjectSource final : public ExportSource {
  public:
    /// Throws StoreFailure. What later sources say at the top level and the first does not goes to `lines`.
    ProjectSource(ExportQuery& query, ExchangeReport& report, std::vector<ReportLine>& lines);

    std::optional<SourceRecord> top() const override { return m_top; }
    Result<std::vector<Category>> categories() override;
    Result<void> forEachImage(const std::function<Result<void>(const Image&)>& visit) override;
    Result<void> forEachAnnotation(Shapes shapes,
                                   const std::function<Result<void>(const Entry&)>& visit) override;
    Result<void>
    forEachPage(const std::function<Result<void>(const Image&, std::vector<Entry>&)>& visit) override;
    Result<void> forEachText(const std::function<Result<void>(const Text&)>& visit) override;
    Result<std::int64_t> highestAnnotationId() override;
    std::int64_t imageCount() const override { return m_report.items; }
    std::int64_t annotationCount() const override { return m_query.annotationCount(); }

  private:
    static Image imageOf(ExportQuery::ImageRow row);
    Result<void> read(AnnotationRows& rows, AnnotationRows::Row& row, Shapes shapes, Entry& entry);

    ExportQuery& m_query;
    ExchangeReport& m_report;
    std::optional<SourceRecord> m_top;
    InstanceId m_instance; ///< Of the entry before: one object in several geometries counts once.
};

} // namespace touchstone
