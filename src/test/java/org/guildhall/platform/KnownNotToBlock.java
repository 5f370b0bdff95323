package org.guildhall.platform;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * BlockHound watches every test for blocking calls on event loops. These few are seen there and harmless: they wait for
 * no other machine, or only once.
 */
public final class KnownNotToBlock implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder watch) {
        // Writes a line to the console; in the service itself another thread does, see BackgroundLog.
        watch.allowBlockingCallsInside("ch.qos.logback.classic.Logger", "callAppenders");
        // Reads the kernel's random numbers, which never run out.
        watch.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
        watch.allowBlockingCallsInside("java.util.UUID", "randomUUID");
        // Looks a class or a resource up on the class path the first time it is used.
        watch.allowBlockingCallsInside("java.lang.ClassLoader", "loadClass");
        watch.allowBlockingCallsInside("java.lang.invoke.MethodHandleNatives", "linkCallSite");
        watch.allowBlockingCallsInside("java.util.ServiceLoader$LazyClassPathLookupIterator", "parse");
        watch.allowBlockingCallsInside("java.util.ResourceBundle", "getBundle");
        // Reads a template out of the jar when it is first shown, and never again: it is cached.
        watch.allowBlockingCallsInside("org.thymeleaf.templateparser.markup.AbstractMarkupTemplateParser", "parse");
        // Locks around caches that are filled once and hold for microseconds.
        watch.allowBlockingCallsInside("org.springframework.util.ConcurrentReferenceHashMap$Segment", "doTask");
        watch.allowBlockingCallsInside("org.springframework.util.ConcurrentLruCache", "get");
        watch.allowBlockingCallsInside("org.springframework.http.MediaType", "parseMediaType");
        watch.allowBlockingCallsInside("tools.jackson.databind.ser.SerializerCache", "addAndResolveNonTypedSerializer");
        watch.allowBlockingCallsInside(
                "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");
        // Hands a task to another thread: a short lock around a queue.
        watch.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "addWorker");
        watch.allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "execute");
        watch.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "offer");
    }
}
