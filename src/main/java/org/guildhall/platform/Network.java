package org.guildhall.platform;

import java.net.InetAddress;

/**
 * Addresses that begin with the same bits, as operators write them: {@code 192.0.2.0/24}, or an address by itself.
 *
 * @param first an address of it
 * @param bits how many of its first bits count
 */
record Network(InetAddress first, int bits) {

    private static final int BITS_OF_A_BYTE = 8;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; names are not looked up
     */
    static Network of(String written) {
        int slash = written.indexOf('/');
        InetAddress first = InetAddress.ofLiteral(slash < 0 ? written : written.substring(0, slash));
        int most = first.getAddress().length * BITS_OF_A_BYTE;
        int bits = slash < 0 ? most : Integer.parseInt(written.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("An address has " + most + " bits");
        }
        return new Network(first, bits);
    }

    boolean holds(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 1 << (BITS_OF_A_BYTE - 1 - bit % BITS_OF_A_BYTE);
            if ((ours[bit / BITS_OF_A_BYTE] & mask) != (theirs[bit / BITS_OF_A_BYTE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
