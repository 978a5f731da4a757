"""Six sample accounts and thirty-six pictures of theirs, all drawn by this engine. Each one has been looked at."""

from __future__ import annotations

from dataclasses import dataclass

from rxfeed.domain.samples import SampleAuthor


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample post. `shape` is one of the engine's (`1:1` and so on); `tags` are written without `#`."""

    creator: str
    prompt: str
    shape: str
    seed: int
    caption: str
    alt: str
    tags: tuple[str, ...]


CREATORS: tuple[SampleAuthor, ...] = (
    SampleAuthor("juno", "Juno", "Layered paper, low suns, long shadows. Cuts first, thinks later."),
    SampleAuthor("tariq", "Tariq", "Risograph colours and city nights. Two inks are plenty, three are a party."),
    SampleAuthor("ines", "Inês", "Sea people. Boats, lighthouses and whatever the tide leaves behind."),
    SampleAuthor("mara", "Mara", "Night gardens, animals that look back, skies with too many stars."),
    SampleAuthor("kofi", "Kofi", "Small worlds on small blocks: isometric and pixel, mostly before breakfast."),
    SampleAuthor("lena", "Lena", "Still lifes, watercolour, slow mornings. Schreibt auch auf Deutsch."),
)

SAMPLES: tuple[Sample, ...] = (
    Sample("juno", "A quiet harbour at first light, layered paper hills, the sun a torn circle", "3:2", 11, "Harbour, first light", "Sailing boats on a still harbour at dawn, gabled houses along the quay, paper hills behind and a red sun half risen behind them.", ("papercut", "harbour", "dawn")),
    Sample("juno", "Layered paper mountains at dusk under a huge sun", "1:1", 4, "Paper hills at dusk", "Torn-paper mountain ranges, one behind the other, under a very large setting sun.", ("papercut", "mountains")),
    Sample("juno", "A fox in autumn hills, paper cut", "2:3", 7, "She heard me before I saw her", "An orange fox sits in autumn grass before paper hills, a pale sun and a few birds above.", ("papercut", "fox", "autumn")),
    Sample("juno", "Three hot air balloons over golden hills, paper cut", "16:9", 3, "Saturday, no wind at all", "Three striped hot air balloons drift over rolling golden paper hills.", ("papercut", "balloons")),
    Sample("juno", "Desert dunes with a cactus and a red sun, paper collage", "3:2", 21, "Salt and copper", "A tall brown cactus stands among rust-coloured paper dunes, a red sun in a pale sky.", ("papercut", "desert")),
    Sample("juno", "A deer in a snowy forest in winter, paper cut", "9:16", 5, "First snow", "A deer with wide antlers stands in falling snow before rows of firs, made of cut paper.", ("papercut", "winter", "deer")),
    Sample("tariq", "City skyline at night under a crescent moon, riso print", "3:2", 8, "Last train leaves at 0:41", "A skyline of towers with lit windows under a moon, printed in coarse risograph dots.", ("riso", "city", "night")),
    Sample("tariq", "A bicycle in summer, risograph", "1:1", 2, "Coast down, push up", "A bicycle with a basket of flowers in a sunny landscape, in risograph halftone.", ("riso", "bicycle")),
    Sample("tariq", "Bauhaus grid of tiles, riso print", "1:1", 14, "Kitchen floor, imagined", "A grid of tiles with quarter circles, stripes and dots in three printing inks.", ("riso", "grid", "pattern")),
    Sample("tariq", "Jazz, abstract shapes, riso", "2:3", 6, "Side B", "Six blocks of colour, each with one cut-out blossom shape, in cream, teal, navy and orange risograph ink.", ("riso", "abstract")),
    Sample("tariq", "A suspension bridge over the bay at sunset, riso poster", "16:9", 9, "Halfway across", "A long bridge spans a bay at sunset, its mirror image broken by the water, in risograph dots.", ("riso", "bridge", "poster")),
    Sample("tariq", "Portrait of a woman with flowers, riso print", "2:3", 12, "Someone I nearly know", "A woman's head in profile before a disc, among leaves and blossoms, printed in three inks.", ("riso", "portrait")),
    Sample("ines", "A lighthouse in a storm, photograph", "3:2", 5, "Keeping the light", "A banded lighthouse on a rock in heavy rain, lightning in a dark sky.", ("lighthouse", "storm", "photo")),
    Sample("ines", "A boat under the moon between mountains, cinematic photo", "16:9", 16, "Glass mountains", "A sailing boat on dark still water between mountains, the moon's light in a path beneath it.", ("boat", "moon", "photo")),
    Sample("ines", "Big waves at sunset, ink", "3:2", 18, "Set of seven", "Rows of breaking waves with curling foam under a pale low sun, in ink with a grey-green wash.", ("ink", "waves")),
    Sample("ines", "A whale in the sea at dawn, watercolour", "3:2", 10, "She came up to look", "A blue whale lifts its tail out of a calm dawn sea, in watercolour.", ("watercolour", "whale")),
    Sample("ines", "An island with palms at golden hour, paper cut", "1:1", 20, "Population: one hammock", "A small island with three palms mirrored in still golden water, a large sun behind.", ("papercut", "island")),
    Sample("ines", "Colourful fish in a coral reef, paper cut", "1:1", 3, "Below the noise", "A bright orange fish swims between coral and weed in shafts of light.", ("papercut", "underwater")),
    Sample("mara", "An owl at night under a full moon", "2:3", 13, "Night watch", "A large brown owl with yellow eyes before a full moon in a starry sky.", ("owl", "night", "moon")),
    Sample("mara", "A black cat under the stars, paper cut", "1:1", 9, "Mitzi, ruler of roofs", "A dark cat with bright eyes sits under a starry sky, tail curled.", ("cat", "night")),
    Sample("mara", "Northern lights over a lake with pine trees, photo", "16:9", 2, "Minus nineteen", "Green and violet aurora over a dark lake; a row of pines on a spit and their mirror image.", ("aurora", "lake", "photo")),
    Sample("mara", "A wolf howling in front of a huge moon, ink", "2:3", 4, "Answer me", "A grey wolf howls at a very large moon, drawn in ink with a night-blue wash.", ("ink", "wolf", "moon")),
    Sample("mara", "Night garden of poppies in purple", "3:2", 15, "Fever garden", "Poppies and daisies crowd the foreground of a garden in deep purple light.", ("flowers", "purple", "nightgarden")),
    Sample("mara", "A rocket among planets and stars", "9:16", 6, "Packed light", "A white rocket climbs past a ringed planet in a violet, starry sky.", ("space", "rocket")),
    Sample("kofi", "An isometric city at night", "1:1", 7, "Block 11", "A floating block with a dense little city of lit towers, seen from above.", ("isometric", "city")),
    Sample("kofi", "An isometric village by a lake with a boat", "1:1", 11, "Weekend, 11 by 11", "A floating block, mostly blue water with a sailing boat; three cottages along a sandy shore.", ("isometric", "village")),
    Sample("kofi", "Pixel art castle on a hill at sunset", "3:2", 5, "Press start", "A castle with flags on a hill before a sunset sky, in pixel art.", ("pixelart", "castle")),
    Sample("kofi", "Pixel art fox in the moonlight", "1:1", 3, "Side quest", "A fox with a white-tipped tail sits before the moon, in pixel art.", ("pixelart", "fox")),
    Sample("kofi", "An isometric forest in winter with a cabin house", "1:1", 2, "Snowed in, on purpose", "A floating block of snowy ground with many small firs and one house.", ("isometric", "winter")),
    Sample("kofi", "Pixel art train through the desert at golden hour", "16:9", 8, "The 5:40 to nowhere", "A steam train with coloured wagons crosses golden dunes, in pixel art.", ("pixelart", "train")),
    Sample("lena", "Flowers in a vase and two pears on a table, watercolour", "2:3", 4, "Tuesday's table", "A vase of pink flowers beside two pears on a wooden table, in watercolour.", ("watercolour", "stilllife")),
    Sample("lena", "Bergsee im Nebel am Morgen, Aquarell", "3:2", 6, "Bergsee, noch niemand wach", "Peaks behind a mountain lake in morning mist, in pale watercolour.", ("watercolour", "lake", "fog")),
    Sample("lena", "Books and a cup of coffee by the window, ink and wash", "1:1", 9, "Chapter eleven again", "A pile of books and a steaming cup on a wooden table, panes of sunlight on the wall, in ink and wash.", ("ink", "books", "coffee")),
    Sample("lena", "Blue hills in the rain, watercolour", "16:9", 3, "Cobalt morning", "Layers of blue hills in slanting rain, painted in watercolour.", ("watercolour", "blue", "rain")),
    Sample("lena", "Sunflowers in summer, watercolour", "1:1", 12, "They all face the neighbour", "Tall sunflowers fill a summer field under a light sky, in watercolour.", ("watercolour", "sunflowers")),
    Sample("lena", "Ein rotes Haus am See im Herbst, Tusche", "3:2", 14, "Das Haus am Wasser", "A red house stands at the edge of an autumn lake, its mirror image below, in ink and wash.", ("ink", "autumn", "house")),
)
