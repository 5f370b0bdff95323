package org.guildhall.desk;

import java.util.UUID;

/**
 * A canned reply beside the reply box. All of it is shown escaped.
 *
 * @param beginning its first words, made visible
 * @param draft what goes into the reply box
 * @param bringing whether a file goes along, which the page is asked for anew
 */
record CannedView(UUID id, String title, String beginning, String draft, boolean bringing) {

    static CannedView of(CannedReply reply, String filled) {
        String draft = WrittenText.clean(filled);
        return new CannedView(
                reply.id(),
                ShownText.visible(reply.title()),
                ShownText.visible(ShownText.beginning(draft)),
                draft,
                reply.file() != null);
    }
}
