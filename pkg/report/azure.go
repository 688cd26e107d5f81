package report

import (
	"strings"

	"github.com/nass-ar/nass/pkg/rule"
)

// azure is a logging command of Azure Pipelines a finding. It knows warnings and
// errors only. Sources: Microsoft Learn, "Logging commands"; CommandStringConvertor.cs
// of microsoft/azure-pipelines-agent.
type azure struct {
	Parts
	Style
}

var azureLevels = [...]string{rule.Info: "warning", rule.Warning: "warning", rule.Error: "error"}

// azureData and azureProperty escape what AppendVisible has made one line.
var (
	azureData     = strings.NewReplacer("%", "%AZP25")
	azureProperty = strings.NewReplacer("%", "%AZP25", ";", "%3B", "]", "%5D")
)

func (a azure) Finding(dst []byte, f *File, x *Finding) []byte {
	dst = append(append(dst, "##vso[task.logissue type="...), azureLevels[x.Rule.Level]...)
	dst = append(dst, ";sourcepath="...)
	dst = append(dst, azureProperty.Replace(string(AppendVisible(nil, f.Path)))...)
	at := x.Range(a.Columns)
	dst = appendInt(dst, ";linenumber=", at.Line)
	dst = appendInt(dst, ";columnnumber=", at.Col)
	dst = append(append(append(dst, ";code="...), x.Rule.Name...), ";]"...)
	dst = append(dst, azureData.Replace(x.Statement())...)
	return append(dst, '\n')
}
