#pragma once

#include <map>

#include <QString>

#include "touchstone/model/objects.h"

namespace touchstone {

class Project;
class Reader;

/// What tells the folders of a project's pictures apart: their paths below the folder that all of them share.
class TaskFolders {
  public:
    TaskFolders(const Project& project, Reader& reader);

    /// Empty where the picture lies in the shared folder itself.
    QString nameOf(const Item& item) const;

  private:
    std::map<Uuid, std::string> m_roots; ///< The folder of each root, ending in '/'.
    std::size_t m_shared = 0;            ///< Characters of the shared folder, its last '/' included.
};

} // namespace touchstone
