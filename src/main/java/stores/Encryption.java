package stores;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.profile.Destination;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import secrets.Secrets;

/**
 * Parts encrypted before they leave the worker: AES-256-GCM in segments, each bound to
 * its position, to the end and to the part's name. Another key, altered, cut, extended or
 * exchanged content does not decrypt (Google Tink, streaming AEAD). Encrypted parts are
 * known by their names, so that those taken before there was a key stay readable.
 */
final class Encryption {

	private static final String MARK = ".encrypted";

	private static final int KEY_BYTES = 32;

	private static final int SEGMENT = 1 << 20;

	private static final int CHUNK = 1 << 16;

	private final Destination destination;

	private final Secrets secrets;

	Encryption(Destination destination, Secrets secrets) {
		this.destination = destination;
		this.secrets = secrets;
	}

	/** Opens what is at the destination. */
	@FunctionalInterface
	interface Opening {

		InputStream open() throws IOException;

	}

	/** The name that a part has at the destination. */
	String name(String plain) {
		return wanted() ? plain + MARK : plain;
	}

	/** The name without the mark of encryption. */
	static String plain(String name) {
		return encrypted(name) ? name.substring(0, name.length() - MARK.length()) : name;
	}

	private static boolean encrypted(String name) {
		return name.endsWith(MARK);
	}

	private boolean wanted() {
		return destination != null && destination.encryptionKey() != null;
	}

	/** The content as it goes to the destination. */
	Sink.Content encrypted(String name, Sink.Content content) {
		if (!encrypted(name)) {
			return content;
		}
		AesGcmHkdfStreaming cipher = cipher(name);
		return out -> {
			// Closed only after whole content: what is half written never gets its end.
			OutputStream encrypting = encrypting(cipher, name, out);
			content.write(encrypting);
			encrypting.close();
		};
	}

	private static OutputStream encrypting(AesGcmHkdfStreaming cipher, String name, OutputStream out)
			throws IOException {
		try {
			return cipher.newEncryptingStream(new LeftOpen(out), name.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException impossible) {
			throw new IllegalStateException("every Java has AES-GCM and HMAC-SHA256", impossible);
		}
	}

	/** The content as it was taken. */
	InputStream decrypted(String name, InputStream content) throws IOException {
		if (!encrypted(name)) {
			return content;
		}
		try {
			return cipher(name).newDecryptingStream(content, name.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException impossible) {
			throw new IllegalStateException("every Java has AES-GCM and HMAC-SHA256", impossible);
		}
	}

	/** Why a part does not decrypt to its end; empty when it does or is not encrypted. */
	Optional<Said> refusal(String name, Opening opening, Progress progress) throws IOException {
		if (!encrypted(name)) {
			return Optional.empty();
		}
		try (Watched content = new Watched(opening.open())) {
			try (InputStream decrypting = decrypted(name, content)) {
				byte[] chunk = new byte[CHUNK];
				long read = 0;
				for (int length = decrypting.read(chunk); length >= 0; length = decrypting.read(chunk)) {
					read += length;
					progress.report("decrypting " + name + ": " + read + " bytes");
				}
				return Optional.empty();
			}
			catch (IOException refused) {
				if (content.failed) {
					throw refused;
				}
				return Optional
					.of(Said.of("%s does not decrypt with the key %s: it was encrypted with another one or altered",
							"%s não pode ser decifrado com a chave %s: foi cifrado com outra ou alterado", name,
							destination.encryptionKey()));
			}
		}
	}

	private AesGcmHkdfStreaming cipher(String name) {
		if (!wanted()) {
			throw new PermanentFailure(FailureKind.PROFILE, Said.of(
					"%s is encrypted and its destination has no key in the profile: fill encryptionKey of recovery.destinations%s.",
					"%s está cifrado e o seu destino não tem chave no perfil: preencha encryptionKey de recovery.destinations%s.",
					name, destination == null ? "" : "[name=" + destination.name() + "]"));
		}
		try {
			return new AesGcmHkdfStreaming(key(), "HmacSha256", KEY_BYTES, SEGMENT, 0);
		}
		catch (GeneralSecurityException impossible) {
			throw new IllegalStateException("every Java has AES-GCM and HMAC-SHA256", impossible);
		}
	}

	private byte[] key() {
		try {
			byte[] key = Base64.getDecoder().decode(secrets.resolve(destination.encryptionKey()).strip());
			if (key.length == KEY_BYTES) {
				return key;
			}
		}
		catch (IllegalArgumentException malformed) {
			// Its text may repeat the key.
			throw unusable();
		}
		throw unusable();
	}

	private PermanentFailure unusable() {
		return new PermanentFailure(FailureKind.PROFILE, Said.of(
				"the secret behind encryptionKey '%s' of destination '%s' is no key: give 32 random bytes in Base64, as 'openssl rand -base64 32' prints.",
				"o segredo por trás de encryptionKey '%s' do destino '%s' não é uma chave: dê 32 bytes aleatórios em Base64, como 'openssl rand -base64 32' imprime.",
				destination.encryptionKey(), destination.name()));
	}

	/** The encrypting stream ends itself by closing; the destination's stays open. */
	private static final class LeftOpen extends FilterOutputStream {

		LeftOpen(OutputStream out) {
			super(out);
		}

		@Override
		public void write(byte[] content, int offset, int length) throws IOException {
			out.write(content, offset, length);
		}

		@Override
		public void close() throws IOException {
			flush();
		}

	}

	/** Tells a destination that fails from content that does not decrypt. */
	private static final class Watched extends FilterInputStream {

		private boolean failed;

		Watched(InputStream content) {
			super(content);
		}

		@Override
		public int read() throws IOException {
			try {
				return super.read();
			}
			catch (IOException failure) {
				failed = true;
				throw failure;
			}
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			try {
				return super.read(into, offset, length);
			}
			catch (IOException failure) {
				failed = true;
				throw failure;
			}
		}

	}

}
