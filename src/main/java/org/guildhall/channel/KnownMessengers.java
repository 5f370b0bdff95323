package org.guildhall.channel;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.guildhall.conversation.Messengers;
import org.guildhall.message.Address;
import org.guildhall.message.Content;
import org.guildhall.message.Delivery;
import org.guildhall.message.Outbound;
import org.guildhall.platform.Ids;
import org.guildhall.platform.Sentences;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The messengers that are switched on, and those whose settings say that they could be. */
@Component
final class KnownMessengers implements Messengers {

    private static final String SETTINGS = "guildhall.channels.";
    private static final Sentences WORDS = Sentences.in("messages/channel");

    private final Channels channels;
    private final ApplicationContext context;

    KnownMessengers(Channels channels, ApplicationContext context) {
        this.channels = channels;
        this.context = context;
    }

    @Override
    public List<Messenger> all() {
        TreeSet<String> names = new TreeSet<>();
        for (String bean : context.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
            ConfigurationProperties settings = context.findAnnotationOnBean(bean, ConfigurationProperties.class);
            if (settings != null && settings.value().startsWith(SETTINGS)) {
                names.add(settings.value().substring(SETTINGS.length()));
            }
        }
        channels.all().forEach(channel -> names.add(channel.name()));
        return names.stream()
                .map(this::messenger)
                .sorted(Comparator.comparing(Messenger::name))
                .toList();
    }

    @Override
    public boolean fetched(String channel) {
        return channels.named(channel).filter(known -> !known.delivers()).isPresent();
    }

    private Messenger messenger(String name) {
        return channels.named(name)
                .map(channel -> new Messenger(
                        name, channel.account(), channel.accounts(), windows(channel), channel.delivers()))
                .orElseGet(() -> new Messenger(name, null, List.of(), Map.of(), false));
    }

    private static Map<String, Duration> windows(Channel channel) {
        Map<String, Duration> windows = new HashMap<>();
        for (String account : channel.accounts()) {
            channel.window(account).ifPresent(window -> windows.put(account, window));
        }
        return windows;
    }

    /** Where a messenger reaches people in several ways, what stands before the colon says which, on both sides. */
    private static String accountFor(Channel channel, String person) {
        return channel.accounts().stream()
                .filter(account -> way(account).equals(way(person)))
                .findFirst()
                .orElseGet(channel::account);
    }

    private static String way(String address) {
        return address.substring(0, address.indexOf(':') + 1);
    }

    @Override
    public Mono<Delivery> test(String name, String person) {
        Optional<Channel> channel = channels.named(name).filter(Channel::delivers);
        return Mono.justOrEmpty(channel).flatMap(found -> {
            Address to = new Address(name, accountFor(found, person), person, person);
            Outbound line = new Outbound(Ids.next(), to, new Content.Text(WORDS.say("test")), null);
            return found.send(line)
                    .timeout(Lane.SEND_TIMEOUT)
                    .onErrorResume(trouble -> Mono.just(new Delivery.Deferred(
                            null, "sending failed: " + trouble.getClass().getSimpleName(), true)));
        });
    }
}
