package lexicon

// LatinMonths are the names and abbreviations of each month in English and
// French, the two languages in which software prints dates inside Arabic text.
var LatinMonths = [12][]string{
	{"January", "Jan", "janvier", "janv"},
	{"February", "Feb", "février", "fevrier", "févr"},
	{"March", "Mar", "mars"},
	{"April", "Apr", "avril", "avr"},
	{"May", "mai"},
	{"June", "Jun", "juin"},
	{"July", "Jul", "juillet", "juil"},
	{"August", "Aug", "août", "aout"},
	{"September", "Sep", "Sept", "septembre"},
	{"October", "Oct", "octobre"},
	{"November", "Nov", "novembre"},
	{"December", "Dec", "décembre", "decembre", "déc"},
}

// LatinWeekdays are those of each weekday, Monday first.
var LatinWeekdays = [7][]string{
	{"Monday", "Mon", "lundi"},
	{"Tuesday", "Tue", "Tues", "mardi"},
	{"Wednesday", "Wed", "mercredi"},
	{"Thursday", "Thu", "Thur", "Thurs", "jeudi"},
	{"Friday", "Fri", "vendredi"},
	{"Saturday", "Sat", "samedi"},
	{"Sunday", "Sun", "dimanche"},
}
