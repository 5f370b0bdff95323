package org.guildhall.platform;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Another program has our port: says which settings move us elsewhere. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PortInUseAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, PortInUseException taken) {
        return new FailureAnalysis(
                "Another program is already listening on port " + taken.getPort() + ".",
                "Stop it, or choose other ports with --server.port=… (pages, chat and desk)"
                        + " and --management.server.port=… (operations).",
                failure);
    }
}
