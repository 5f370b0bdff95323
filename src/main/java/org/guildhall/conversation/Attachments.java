package org.guildhall.conversation;

import java.util.Locale;
import org.guildhall.message.Content;
import org.guildhall.message.Handle;
import org.guildhall.platform.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files that citizens send. Kept in the database behind this one door, so that an object store could take over; for now
 * the messenger's handle is kept and the bytes stay with the messenger.
 */
@Component
final class Attachments {

    void keep(JdbcClient sql, java.util.UUID message, Content.Media media) {
        Handle handle = media.handle();
        sql.sql("""
                        insert into attachments (id, message, kind, handle, file_name, media_type, size)
                        values (:id, :message, :kind, :handle, :fileName, :mediaType, :size)""")
                .param("id", Ids.next())
                .param("message", message)
                .param("kind", media.kind().name().toLowerCase(Locale.ROOT))
                .param("handle", handle == null ? null : handle.id())
                .param("fileName", media.fileName())
                .param("mediaType", media.mediaType())
                .param("size", media.size())
                .update();
    }
}
