package org.guildhall.desk;

import org.springframework.http.MediaType;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Where a form's token is looked for. A form with a file has it in its address: whoever has none is turned away before any of the
 * file is read. It is masked anew for each page, so that an address tells nobody anything.
 */
final class FormTokenReading implements ServerCsrfTokenRequestHandler {

    private final XorServerCsrfTokenRequestAttributeHandler masked = new XorServerCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> csrfToken) {
        masked.handle(exchange, csrfToken);
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken csrfToken) {
        String inAddress = exchange.getRequest().getQueryParams().getFirst(FormTokens.PARAMETER);
        MediaType type = exchange.getRequest().getHeaders().getContentType();
        if (inAddress == null || type == null || !type.isCompatibleWith(MediaType.MULTIPART_FORM_DATA)) {
            return masked.resolveCsrfTokenValue(exchange, csrfToken);
        }
        ServerWebExchange asHeader = exchange.mutate()
                .request(request -> request.header(csrfToken.getHeaderName(), inAddress))
                .build();
        return masked.resolveCsrfTokenValue(asHeader, csrfToken);
    }
}
