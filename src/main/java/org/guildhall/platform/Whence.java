package org.guildhall.platform;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * From where somebody asked for what is being done: goes along from a request into the SQL that it leads to, so that the audit
 * can say it of deeds that know nothing of requests.
 */
public final class Whence {

    private static final ScopedValue<String> ADDRESS = ScopedValue.newInstance();

    private Whence() {}

    /** For {@code contextWrite}: everything that the request leads to was asked for from this address. */
    public static Function<Context, Context> from(String address) {
        return context -> context.put(Whence.class, address);
    }

    /** The address, on a thread that works for somebody who asked; null for what nobody asked for just now. */
    public static @Nullable String now() {
        return ADDRESS.isBound() ? ADDRESS.get() : null;
    }

    /** The work, which will know what the context knows, on whichever thread it runs. */
    // Whether null can come back is the work's own affair.
    @SuppressWarnings("NullAway")
    static <T extends @Nullable Object> Supplier<T> along(ContextView context, Supplier<T> work) {
        if (!context.hasKey(Whence.class)) {
            return work;
        }
        String address = context.get((Object) Whence.class);
        return () -> ScopedValue.where(ADDRESS, address).call(work::get);
    }
}
