package date

import "github.com/nass-ar/nass/pkg/numeral"

// A signal is what the finder asks of a lexeme at each word.
type signal uint8

const (
	signalTime    signal = 1 << iota // no date is without one such, or a digit, unless it is all number words
	signalNumber                     // it is a number and nothing else
	signalBegins                     // an expression may begin with it
	signalJoins                      // one may begin with it if what follows goes on
	signalGoes                       // someone comes or goes
	signalMeets                      // there is an appointment
	signalEvery                      // something recurs
	signalBetween                    // a range begins with بين
)

// signalsOf is what the finder asks of l.
func signalsOf(l *lexeme) (s signal) {
	time := l.month|l.hijri|l.wday|l.season != 0 || l.unit != 0 || l.set != 0 || l.part != 0 || l.decade != 0
	switch l.fn {
	case fToday, fTomorrow, fYesterday, fNow, fFeast, fGo, fHead, fWeekend:
		s = signalTime
	case fNone:
		if l.num.Role != numeral.NoRole {
			s = signalNumber
		}
	}
	if time {
		s = signalTime
	}
	switch l.fn {
	case fGo:
		s |= signalGoes
	case fMonthDays:
		s |= signalMeets
	case fEvery:
		s |= signalEvery
	case fBetween:
		s |= signalBetween
	}
	switch l.fn {
	case fAnd, fPlace, fGo, fWho, fHijra, fGMT, fOr, fMatching, fDateWord, fPeriod, fTo, fUntil, fWith, fMa, fExcept, fCE, fWhole, fFuture, fAgoSuffix, fOnwards,
		fBC, fMonthDays, fZoneWord, fWithin, fEarlyTime, fLateTime, fAM, fNext, fThat, fSame, fBy, fEra, fSeason, fMore, fFirst:
		if l.num.Role != 0 {
			s |= signalBegins
		}
	case fIn, fOn, fAt, fAbout, fFrom, fBetween, fThis, fSince, fBefore, fAfter, fDuring:
		s |= signalJoins
	case fStart, fEarly, fMid, fMiddle, fEnd, fLate, fRest, fLast, fHalf, fWeekend, fTime, fLater, fToday, fTomorrow, fYesterday, fNow, fFeast, fHead, fMine,
		fFirstOf, fSalkh, fEvery, fFor, fThroughout, fSome:
		s |= signalBegins
	default:
		if time || l.num.Role != 0 {
			s |= signalBegins
		}
	}
	return s
}
