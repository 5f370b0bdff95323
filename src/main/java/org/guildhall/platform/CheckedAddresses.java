package org.guildhall.platform;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Looks a name up once for a connection and lets the connection have only what was checked, so that a name which leads
 * elsewhere at a second look (DNS rebinding) gains nothing. One bad address among several refuses them all.
 */
final class CheckedAddresses extends AddressResolverGroup<InetSocketAddress> {

    private final Names names;
    private final Predicate<InetAddress> allowed;

    CheckedAddresses(Names names, Predicate<InetAddress> allowed) {
        this.names = names;
        this.allowed = allowed;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetSocketAddressResolver(executor, new Lookup(executor));
    }

    private List<InetAddress> look(String host) throws UnknownHostException {
        List<InetAddress> found = Arrays.asList(names.addresses(host));
        if (!found.stream().allMatch(allowed)) {
            throw new FetchFailed(FetchFailed.Why.ADDRESS_NOT_ALLOWED, host);
        }
        return found;
    }

    private final class Lookup extends InetNameResolver {

        Lookup(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            aside(host, promise, found -> promise.setSuccess(found.getFirst()));
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            aside(host, promise, promise::setSuccess);
        }

        /** The system's own look-up blocks, which an event loop must not. */
        private void aside(String host, Promise<?> promise, java.util.function.Consumer<List<InetAddress>> done) {
            Thread.ofVirtual().name("look-up").start(() -> {
                try {
                    done.accept(look(host));
                } catch (UnknownHostException | RuntimeException trouble) {
                    promise.tryFailure(trouble);
                }
            });
        }
    }
}
