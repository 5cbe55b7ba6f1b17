package people;

import domain.people.Message;
import domain.run.Run;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes messages out in the system's language, from {@code messages*.properties}: a
 * template's first line is the subject, <code>{name}</code> stands for a value.
 */
@Component
public class Letters {

	static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

	/** Written where a value is missing. */
	static final String ABSENT = "-";

	private static final String BUNDLE = "messages";

	private static final String UNKNOWN = "other";

	private static final Locale BRAZIL = Locale.of("pt", "BR");

	private final String runs;

	/**
	 * @param temporalUi address of Temporal's web page
	 * @param namespace Temporal namespace that runs are in
	 */
	public Letters(@Value("${holdfast.temporal-ui:http://127.0.0.1:8233}") String temporalUi,
			@Value("${spring.temporal.namespace:default}") String namespace) {
		this.runs = temporalUi.replaceAll("/+$", "") + "/namespaces/" + encoded(namespace) + "/workflows/";
	}

	/** The message in words. */
	public Letter write(Message message) {
		Map<String, String> values = new TreeMap<>(message.values());
		values.computeIfPresent("duration", (name, length) -> Spans.inWords(length));
		values.put("link", link(message.run()));
		values.put("template", message.template());
		String text = fill(template(message), values);
		int end = text.indexOf('\n');
		String subject = end < 0 ? text : text.substring(0, end);
		return new Letter(message.run().runId() + "/" + message.key(), subject.strip(),
				end < 0 ? "" : text.substring(end + 1).strip(), files(message));
	}

	/** Those that are here: another worker may have written them into its own folder. */
	private static List<Path> files(Message message) {
		return message.files().stream().map(file -> Path.of(file.location())).filter(Files::isReadable).toList();
	}

	/** Address of the run in Temporal's web page. */
	String link(Run run) {
		return runs + encoded(run.workflowId()) + "/" + run.runId() + "/history";
	}

	private static String template(Message message) {
		ResourceBundle bundle = bundle(message.run().language());
		return bundle.getString(bundle.containsKey(message.template()) ? message.template() : UNKNOWN);
	}

	static ResourceBundle bundle(String language) {
		boolean portuguese = language != null && language.toLowerCase(Locale.ROOT).startsWith("pt");
		// English is the root bundle; the machine's own language must not matter.
		return ResourceBundle.getBundle(BUNDLE, portuguese ? BRAZIL : Locale.ROOT);
	}

	private static String fill(String template, Map<String, String> values) {
		Matcher placeholder = PLACEHOLDER.matcher(template);
		return placeholder.replaceAll(found -> {
			String value = values.get(found.group(1));
			return Matcher.quoteReplacement(value == null || value.isBlank() ? ABSENT : value);
		});
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
