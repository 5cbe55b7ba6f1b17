package domain.site;

import java.util.List;

/**
 * What a name stands for, as this worker sees it.
 *
 * @param addresses its addresses; empty when it does not resolve
 * @param wanted whether the wanted address is among them
 */
public record Resolved(List<String> addresses, boolean wanted) {

	public Resolved {
		addresses = addresses == null ? List.of() : List.copyOf(addresses);
	}

}
