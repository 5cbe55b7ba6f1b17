package secrets;

import domain.failure.PermanentFailure;
import domain.failure.TransientFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes secrets out of texts before anybody keeps them: the values that the system's own
 * references stand for, in plain, base64 and URL form, and whatever looks like a secret
 * ({@link SecretShapes}). A text may lose more than it must; it never loses less for
 * being easier to read.
 */
public final class Mask {

	/** What stands in a secret's place. */
	public static final String HIDDEN = "***";

	/** Shorter values would hide half of every text; patterns still find them. */
	private static final int SHORTEST = 4;

	/** A line of a secret of several lines that is worth hiding by itself. */
	private static final int SHORTEST_LINE = 12;

	private static final int DEEPEST = 20;

	private final List<String> values;

	private final Map<String, String> unresolved;

	private Mask(List<String> values, Map<String, String> unresolved) {
		this.values = values;
		this.unresolved = unresolved;
	}

	/** A mask for what these references stand for now. */
	public static Mask of(Secrets secrets, Collection<String> references) {
		Set<String> values = new TreeSet<>(
				Comparator.comparingInt(String::length).reversed().thenComparing(String::compareTo));
		Map<String, String> unresolved = new LinkedHashMap<>();
		for (String reference : references) {
			try {
				secrets.find(reference).ifPresent(value -> values.addAll(forms(value)));
			}
			catch (PermanentFailure | TransientFailure unreadable) {
				unresolved.put(reference, unreadable.getMessage());
			}
		}
		return new Mask(List.copyOf(values), unresolved);
	}

	/** A mask for what looks like a secret, whoever it belongs to. */
	public static Mask byForm() {
		return new Mask(List.of(), Map.of());
	}

	private static List<String> forms(String value) {
		List<String> forms = new ArrayList<>();
		String plain = value.strip();
		if (plain.length() >= SHORTEST) {
			byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
			forms.add(plain);
			forms.add(Base64.getEncoder().encodeToString(bytes));
			forms.add(Base64.getEncoder().encodeToString((plain + "\n").getBytes(StandardCharsets.UTF_8)));
			forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
			forms.add(URLEncoder.encode(plain, StandardCharsets.UTF_8));
			forms.add(plain.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
		}
		if (plain.contains("\n")) {
			plain.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE).forEach(forms::add);
		}
		return forms;
	}

	/** Why values of some references are not known, by reference. */
	public Map<String, String> unresolved() {
		return Map.copyOf(unresolved);
	}

	/** The text without secrets. */
	public String apply(String text) {
		String masked = text;
		// The longest first: one value may begin with another.
		for (String value : values) {
			masked = masked.replace(value, HIDDEN);
		}
		return SecretShapes.hide(masked);
	}

	/** The value of a column or field without secrets, as deep as it goes. */
	public Object apply(String name, Object value) {
		return apply(name, value, 0);
	}

	private Object apply(String name, Object value, int depth) {
		if (value == null || value instanceof Boolean) {
			return value;
		}
		if (SecretShapes.isSecretName(name) || depth > DEEPEST) {
			return HIDDEN;
		}
		return switch (value) {
			case Map<?, ?> map -> {
				Map<String, Object> masked = new LinkedHashMap<>();
				map.forEach((key, inner) -> masked.put(apply(String.valueOf(key)),
						apply(String.valueOf(key), inner, depth + 1)));
				yield masked;
			}
			case Collection<?> list -> list.stream().map(inner -> apply(name, inner, depth + 1)).toList();
			case Number number -> values.contains(number.toString()) ? HIDDEN : number;
			default -> apply(value.toString());
		};
	}

}
