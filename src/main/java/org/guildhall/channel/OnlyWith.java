package org.guildhall.channel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/**
 * A messenger's beans exist only with its token. An empty setting, as an unset variable in a compose file gives, counts as
 * none, unlike in Spring's own {@code ConditionalOnProperty}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(SettingGiven.class)
public @interface OnlyWith {

    /** The property that must not be blank. */
    String value();
}
