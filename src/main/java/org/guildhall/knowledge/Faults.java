package org.guildhall.knowledge;

import java.util.ArrayList;
import java.util.List;

/** What was found wrong with one file while reading it. */
final class Faults {

    private final String file;
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    /** The article cannot be published like this, because of how it is written down. */
    void error(int line, String reason) {
        error(line, Problem.Kind.FORMAT, reason);
    }

    /** The article cannot be published like this. */
    void error(int line, Problem.Kind kind, String reason) {
        errors.add(new Problem(file, line, kind, reason));
    }

    /** It can, but somebody should look at how it is written down. */
    void warning(int line, String reason) {
        warning(line, Problem.Kind.FORMAT, reason);
    }

    /** It can, but somebody should look. */
    void warning(int line, Problem.Kind kind, String reason) {
        warnings.add(new Problem(file, line, kind, reason));
    }

    List<Problem> errors() {
        return List.copyOf(errors);
    }

    List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    boolean none() {
        return errors.isEmpty();
    }
}
