package domain.certificate;

/**
 * What came of a handshake.
 *
 * @param probe name of the probe
 * @param good whether it showed the certificate that it must
 * @param words what was seen
 */
public record Handshake(String probe, boolean good, String words) {

}
