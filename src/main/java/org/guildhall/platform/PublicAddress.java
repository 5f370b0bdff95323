package org.guildhall.platform;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Which addresses belong to the public Internet, by the registries of special ones
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry).
 */
final class PublicAddress {

    /** Networks that are not, each with the length of its prefix. */
    private static final int[][] SPECIAL = {
        {0, 0, 0, 0, 8},
        {10, 0, 0, 0, 8},
        {100, 64, 0, 0, 10},
        {127, 0, 0, 0, 8},
        {169, 254, 0, 0, 16},
        {172, 16, 0, 0, 12},
        {192, 0, 0, 0, 24},
        {192, 0, 2, 0, 24},
        {192, 88, 99, 0, 24},
        {192, 168, 0, 0, 16},
        {198, 18, 0, 0, 15},
        {198, 51, 100, 0, 24},
        {203, 0, 113, 0, 24},
        {224, 0, 0, 0, 3}
    };

    private PublicAddress() {}

    /** Whether a stranger's name may lead there. What hides an IPv4 address in an IPv6 one is never public. */
    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? is4(bytes) : is6(bytes);
    }

    private static boolean is4(byte[] address) {
        for (int[] network : SPECIAL) {
            if (prefix(address, network[4]) == prefix(network)) {
                return false;
            }
        }
        return true;
    }

    /** Only 2000::/3 is given out; of it not 2001::/23 (Teredo and others), 2001:db8::/32, 2002::/16 (6to4), 3fff::/20. */
    private static boolean is6(byte[] address) {
        int first = word(address, 0);
        int second = word(address, 2);
        boolean global = first >= 0x2000 && first <= 0x3fff;
        boolean protocols = first == 0x2001 && second < 0x200;
        boolean documentation = first == 0x2001 && second == 0xdb8 || first == 0x3fff && second < 0x1000;
        return global && !protocols && !documentation && first != 0x2002;
    }

    private static int word(byte[] address, int at) {
        return (address[at] & 0xff) << 8 | address[at + 1] & 0xff;
    }

    private static int prefix(int[] network) {
        int bits = network[0] << 24 | network[1] << 16 | network[2] << 8 | network[3];
        return bits >>> (32 - network[4]);
    }

    private static int prefix(byte[] address, int length) {
        int bits = word(address, 0) << 16 | word(address, 2);
        return bits >>> (32 - length);
    }
}
