package org.guildhall.platform;

import org.springframework.stereotype.Component;

/** What every page's frame needs; templates reach it as {@code @shell}. */
@Component("shell")
public final class Shell {

    private final Council council;
    private final Assets assets;

    Shell(Council council, Assets assets) {
        this.council = council;
        this.assets = assets;
    }

    /** Whose service this is. */
    public Council council() {
        return council;
    }

    /**
     * Where a style sheet or script is, with its content's hash, so that browsers may keep it for ever.
     *
     * @param name the file's name, for instance {@code guildhall.css}
     */
    public String asset(String name) {
        return assets.url(name);
    }
}
