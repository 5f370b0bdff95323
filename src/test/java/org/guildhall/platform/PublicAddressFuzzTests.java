package org.guildhall.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever a stranger's name leads. */
class PublicAddressFuzzTests {

    /** https://www.iana.org/assignments/iana-ipv4-special-registry, and what is no host's own. */
    private static final List<Network> SPECIAL_4 = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4")
            .map(Network::of)
            .toList();

    /** https://www.iana.org/assignments/iana-ipv6-special-registry, and what is not given out to hosts. */
    private static final List<Network> SPECIAL_6 = Stream.of(
                    "::/8",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Network::of)
            .toList();

    /** What stands before an IPv4 address in an IPv6 one: mapped, compatible, NAT64 (two of them), Teredo and 6to4. */
    private static final List<int[]> HIDING = List.of(
            new int[] {0, 0, 0, 0, 0, 0xffff},
            new int[] {0, 0, 0, 0, 0, 0},
            new int[] {0x64, 0xff9b, 0, 0, 0, 0},
            new int[] {0x64, 0xff9b, 1, 0, 0, 0},
            new int[] {0x2001, 0, 0, 0, 0, 0},
            new int[] {0x2002});

    static Stream<byte[]> addresses() {
        return Stream.of(
                        "1.1.1.1",
                        "9.255.255.255",
                        "10.0.0.1",
                        "100.127.255.255",
                        "127.0.0.1",
                        "169.254.169.254",
                        "172.31.255.255",
                        "172.32.0.0",
                        "192.168.1.1",
                        "223.255.255.255",
                        "255.255.255.255",
                        "::1",
                        "2001:4860:4860::8888",
                        "2001:db8::1",
                        "2a03:2880::1",
                        "fd00:ec2::254",
                        "fe80::1")
                .map(PublicAddressFuzzTests::bytes);
    }

    @MethodSource("addresses")
    @FuzzTest(maxDuration = "60s")
    void noAddressOfAnyOwnNetworkPassesForAPublicOne(byte[] bytes) throws UnknownHostException {
        byte[] four = Arrays.copyOf(bytes, 4);
        assertThat(PublicAddress.is(InetAddress.getByAddress(four)))
                .isEqualTo(SPECIAL_4.stream().noneMatch(network -> network.holds(four)));

        byte[] sixteen = Arrays.copyOf(bytes, 16);
        InetAddress six = six(sixteen);
        if (PublicAddress.is(six)) {
            assertThat(SPECIAL_6).noneMatch(network -> network.holds(sixteen));
            assertThat(six.isLoopbackAddress()
                            || six.isAnyLocalAddress()
                            || six.isLinkLocalAddress()
                            || six.isSiteLocalAddress()
                            || six.isMulticastAddress())
                    .isFalse();
        }
        for (int[] before : HIDING) {
            assertThat(PublicAddress.is(six(hidden(before, four)))).isFalse();
        }
    }

    private static byte[] hidden(int[] before, byte[] four) {
        byte[] address = new byte[16];
        for (int word = 0; word < before.length; word++) {
            address[2 * word] = (byte) (before[word] >>> 8);
            address[2 * word + 1] = (byte) before[word];
        }
        System.arraycopy(four, 0, address, 2 * before.length, four.length);
        return address;
    }

    /** Never the IPv4 address that it may stand for. */
    private static InetAddress six(byte[] address) throws UnknownHostException {
        return Inet6Address.getByAddress("six", address, -1);
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException(address, impossible);
        }
    }

    /** All addresses that begin with the same bits. */
    private record Network(BigInteger first, int length, int bits) {

        static Network of(String written) {
            String[] both = written.split("/");
            byte[] first = bytes(both[0]);
            return new Network(new BigInteger(1, first), first.length, Integer.parseInt(both[1]));
        }

        boolean holds(byte[] address) {
            return address.length == length
                    && new BigInteger(1, address).xor(first).bitLength() <= 8 * length - bits;
        }
    }
}
