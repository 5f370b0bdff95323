package org.guildhall.channel;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Whether the property named by {@link OnlyWith} says anything. */
final class SettingGiven implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String property = metadata.getAnnotations().get(OnlyWith.class).getString("value");
        return StringUtils.hasText(context.getEnvironment().getProperty(property));
    }
}
