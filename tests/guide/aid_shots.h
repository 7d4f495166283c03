#pragma once

namespace touchstone {

class GuideDesk;

// Pictures of the drawing aids, and of what is not drawn: tags and predictions. Each opens a picture of its own.
void selectShot(GuideDesk& desk);
void wandShot(GuideDesk& desk);
void scissorsShot(GuideDesk& desk);
void cutOutShot(GuideDesk& desk);
void piecesShot(GuideDesk& desk);
void snapShot(GuideDesk& desk);
void skeletonShot(GuideDesk& desk);
void tagsShot(GuideDesk& desk);
void predictionsShot(GuideDesk& desk);

} // namespace touchstone
