package ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Payloads as the JSON that they hold. */
final class Json {

	private static final ObjectMapper READER = new ObjectMapper();

	private Json() {
	}

	/** The only payload, or null when there is none. */
	static Payload single(Payloads payloads) {
		return payloads == null || payloads.getPayloadsCount() == 0 ? null : payloads.getPayloads(0);
	}

	/** The payload's JSON, or null when it is null or holds something else. */
	static String text(Payload payload) {
		if (payload == null || payload.getData().isEmpty()) {
			return null;
		}
		String encoding = payload.getMetadataOrDefault("encoding", com.google.protobuf.ByteString.EMPTY).toStringUtf8();
		return encoding.startsWith("json/") ? payload.getData().toStringUtf8() : null;
	}

	/**
	 * The payload's JSON as a tree; missing when it holds none, or what cannot be read.
	 */
	static JsonNode tree(Payload payload) {
		String text = text(payload);
		if (text == null) {
			return MissingNode.getInstance();
		}
		try {
			return READER.readTree(text);
		}
		catch (JsonProcessingException unreadable) {
			// An operator may type anything as input: the run fails by itself, its row
			// goes without the fields.
			return MissingNode.getInstance();
		}
	}

	/** SHA-256 of the payload's bytes, hexadecimal; null when there are none. */
	static String digest(Payload payload) {
		if (text(payload) == null) {
			return null;
		}
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			return HexFormat.of().formatHex(digest.digest(payload.getData().toByteArray()));
		}
		catch (NoSuchAlgorithmException impossible) {
			throw new IllegalStateException("every Java has SHA-256", impossible);
		}
	}

	/** A field's text, or null. */
	static String field(JsonNode tree, String name) {
		JsonNode value = tree.get(name);
		return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
	}

}
