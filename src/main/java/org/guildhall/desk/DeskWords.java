package org.guildhall.desk;

import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** What people at the desk read that is not in a page: {@code messages/desk.properties}. */
@Component
final class DeskWords {

    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    DeskWords() {
        messages.setBasename("messages/desk");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
    }

    /**
     * One message.
     *
     * @throws org.springframework.context.NoSuchMessageException when the file has no such key
     */
    String of(String key, Object... values) {
        return messages.getMessage(key, values, Locale.UK);
    }
}
