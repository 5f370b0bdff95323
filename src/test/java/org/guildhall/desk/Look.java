package org.guildhall.desk;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.stream.Stream;

/** In which light and on which screen a page is looked at for its pictures. */
enum Look {
    LIGHT_DESKTOP("light-desktop", ColorScheme.LIGHT, 1280, 900),
    DARK_DESKTOP("dark-desktop", ColorScheme.DARK, 1280, 900),
    LIGHT_PHONE("light-phone", ColorScheme.LIGHT, 390, 844),
    DARK_PHONE("dark-phone", ColorScheme.DARK, 390, 844);

    private final String word;
    private final ColorScheme scheme;
    private final int width;
    private final int height;

    Look(String word, ColorScheme scheme, int width, int height) {
        this.word = word;
        this.scheme = scheme;
        this.width = width;
        this.height = height;
    }

    /** What the pictures of a page are called, without their ending. */
    static Stream<String> names(String page) {
        return Stream.of(values()).map(look -> look.name(page));
    }

    String name(String page) {
        return page + "-" + word;
    }

    NewContextOptions profile(NewContextOptions options) {
        return options.setColorScheme(scheme).setViewportSize(width, height);
    }
}
