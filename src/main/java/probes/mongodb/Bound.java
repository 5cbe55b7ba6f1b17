package probes.mongodb;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;

/** Documents with values put in, and documents as plain values. */
final class Bound {

	private Bound() {
	}

	/** The document with each text {@code :name} replaced by that parameter's value. */
	static Document of(Document document, Map<String, String> values) {
		Document bound = new Document();
		document.forEach((name, value) -> bound.put(name, bound(value, values)));
		return bound;
	}

	private static Object bound(Object value, Map<String, String> values) {
		return switch (value) {
			case Document inner -> of(inner, values);
			case List<?> list -> list.stream().map(each -> bound(each, values)).toList();
			case String text when text.startsWith(":") && values.containsKey(text.substring(1)) ->
				values.get(text.substring(1));
			case null, default -> value;
		};
	}

	/** As texts, numbers, booleans, lists and maps. */
	static Map<String, Object> plain(Map<?, ?> document) {
		Map<String, Object> plain = new LinkedHashMap<>();
		document.forEach((name, value) -> plain.put(String.valueOf(name), plain(value)));
		return plain;
	}

	private static Object plain(Object value) {
		return switch (value) {
			case null -> null;
			case Map<?, ?> map -> plain(map);
			case List<?> list -> list.stream().map(Bound::plain).toList();
			case Decimal128 number ->
				number.isNaN() || number.isInfinite() ? number.toString() : number.bigDecimalValue();
			case Number number -> number;
			case Boolean truth -> truth;
			case Date date -> Instant.ofEpochMilli(date.getTime()).toString();
			case Binary binary -> binary.length() + " bytes";
			default -> value.toString();
		};
	}

}
