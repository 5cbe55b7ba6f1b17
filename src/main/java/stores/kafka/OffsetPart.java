package stores.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import domain.backup.Backup;
import domain.backup.Source;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import stores.Parts;
import stores.Sink;
import stores.Unusable;

/**
 * The part of a backup that holds offsets.
 *
 * @param all one for each group and partition
 */
record OffsetPart(List<GroupOffset> all) {

	private static final String ENDING = ".offsets.json";

	private static final ObjectMapper JSON = new ObjectMapper();

	void write(Sink sink) {
		sink.write(ENDING, out -> out.write(JSON.writeValueAsBytes(all)));
	}

	static OffsetPart read(Backup backup, Parts parts) {
		try (InputStream content = parts.open(ENDING)) {
			return new OffsetPart(JSON.readValue(content, new TypeReference<>() {
			}));
		}
		catch (JsonProcessingException damaged) {
			throw Unusable.because(backup, "it cannot be read: %s", "não pode ser lido: %s",
					damaged.getOriginalMessage());
		}
		catch (IOException unreadable) {
			throw Unusable.unread(backup, unreadable);
		}
	}

	/** Partitions by group. */
	SortedMap<String, Long> counts() {
		return all.stream().collect(Collectors.groupingBy(GroupOffset::group, TreeMap::new, Collectors.counting()));
	}

	/** It holds what its manifest and the profile say. */
	void examine(Source source, Backup backup) {
		if (all.isEmpty() || !counts().equals(backup.rows())) {
			throw Unusable.because(backup, "it does not hold the groups that its manifest counts",
					"não contém os grupos que o seu manifesto conta");
		}
		if (all.stream().anyMatch(each -> each.offset() < 0 || each.group() == null || each.topic() == null)) {
			throw Unusable.because(backup, "it holds something that is no offset", "contém algo que não é um offset");
		}
		List<String> missing = source.asked()
			.expects()
			.stream()
			.filter(group -> !backup.rows().containsKey(group))
			.toList();
		if (!missing.isEmpty()) {
			throw Unusable.because(backup, Unusable.lacking(missing));
		}
	}

}
