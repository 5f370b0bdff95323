package org.guildhall.platform;

import io.netty.util.NetUtil;
import java.net.URI;

/** Where an address leads: https://www.rfc-editor.org/rfc/rfc6454 */
final class Origins {

    static final int HTTPS = 443;
    private static final int HTTP = 80;

    private Origins() {}

    /** Whether both have the same scheme, host and port, and the other nobody's name and password in it. */
    static boolean same(URI one, URI other) {
        return one.getScheme() != null
                && one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && other.getRawUserInfo() == null
                && port(one) == port(other);
    }

    /** The port it names, or the scheme's own. */
    static int port(URI at) {
        return at.getPort() >= 0 ? at.getPort() : "https".equalsIgnoreCase(at.getScheme()) ? HTTPS : HTTP;
    }

    /** An address in place of a name would never be looked up, and so never be checked. */
    static boolean isAddress(String host) {
        return host.startsWith("[")
                || NetUtil.createByteArrayFromIpAddressString(host) != null
                || Character.isDigit(host.charAt(host.lastIndexOf('.', host.length() - 2) + 1));
    }
}
